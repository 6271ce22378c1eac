// The formats in which a table can be exported.
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type ExportFormat, exportFormats } from '../../electron/contract/formats.ts';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';

export function ExportMenu({ onExport }: { onExport: (format: ExportFormat) => void }) {
  const words = useWords();
  return (
    <MenuTrigger>
      <Button className="button">
        <Icon name="export" />
        {words('ui.export')}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={words('ui.export')} onAction={(key) => onExport(exportFormats.find((format) => format === key) ?? 'xlsx')}>
          {exportFormats.map((format) => (
            <MenuItem key={format} id={format} className="menu-item">
              {words(`exportFormats.${format}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
