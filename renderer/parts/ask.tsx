// A question with two answers, before something that cannot be called back.
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../i18n.ts';

export function Ask({ title, text, yes, onYes, onNo }: { title: string; text: string; yes: string; onYes: () => void; onNo: () => void }) {
  const words = useWords();
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && onNo()}>
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-fields">
            <p>{text}</p>
          </div>
          <div className="dialog-actions">
            <button type="button" className="button quiet" onClick={onNo}>
              {words('ui.cancel')}
            </button>
            <button type="button" className="button primary" onClick={onYes}>
              {yes}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
