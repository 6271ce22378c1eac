// When a part of the page cannot be drawn: a sentence in its place, while everything around it stays usable.
import { Component, type ErrorInfo, type ReactNode, useState } from 'react';
import { useWords } from '../bridge/i18n.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failure: Error | undefined;
  /** The components it happened in. */
  readonly where: string;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failure: undefined, where: '' };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo) {
    this.setState({ where: componentStack ?? '' });
  }

  override render() {
    const { failure, where } = this.state;
    if (!failure) return this.props.children;
    return <NotShown details={`${failure.stack ?? failure.message}\n${where.trim()}`} onRetry={() => this.setState({ failure: undefined })} />;
  }
}

/** @returns false when the system does not let the page copy. The newer `navigator.clipboard` needs a permission that this program refuses. */
function copyText(text: string): boolean {
  let isCopied = false;
  const onCopy = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    isCopied = true;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
  return isCopied;
}

function NotShown({ details, onRetry }: { details: string; onRetry: () => void }) {
  const words = useWords();
  const [copied, setCopied] = useState<'copied' | 'refused'>();
  return (
    <section className="not-shown">
      <div role="alert">
        <h2>{words('trouble.notShown')}</h2>
        <p>{words('trouble.notLost')}</p>
      </div>
      <div className="card-actions">
        <button type="button" className="button primary" onClick={onRetry}>
          {words('trouble.retry')}
        </button>
        <button type="button" className="button" onClick={() => setCopied(copyText(details) ? 'copied' : 'refused')}>
          {words('trouble.copyDetails')}
        </button>
        <span role="status">{copied === 'copied' && words('trouble.detailsCopied')}</span>
      </div>
      {/* Where copying is refused, the details are shown to be copied by hand. */}
      {copied === 'refused' && <pre tabIndex={0}>{details}</pre>}
    </section>
  );
}
