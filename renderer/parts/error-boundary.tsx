// When a part of the page cannot be drawn: a sentence in its place, while everything around it stays usable.
import { Component, type ErrorInfo, type ReactNode, useCallback, useState } from 'react';
import { useWords } from '../bridge/i18n.ts';
import { copyText } from './copy-text.ts';

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

/** @returns makes the error boundary around this component show an error that happened outside of drawing */
export function useRaise(): (error: unknown) => void {
  const [, setState] = useState<undefined>();
  return useCallback(
    (error) =>
      setState(() => {
        throw error;
      }),
    [],
  );
}

function NotShown({ details, onRetry }: { details: string; onRetry: () => void }) {
  const words = useWords();
  const [copied, setCopied] = useState<'copied' | 'refused'>();
  const copy = () =>
    copyText(details).then(
      () => setCopied('copied'),
      () => setCopied('refused'),
    );
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
        <button type="button" className="button" onClick={copy}>
          {words('trouble.copyDetails')}
        </button>
        <span role="status">{copied === 'copied' && words('trouble.detailsCopied')}</span>
      </div>
      {/* Where copying is refused, the details are shown to be copied by hand. */}
      {copied === 'refused' && <pre tabIndex={0}>{details}</pre>}
    </section>
  );
}
