// Channel → service, all matters together. What writes goes through the session's gate (`context.write`).
import type { CouncilSession } from '../session/council-session.ts';
import type { ExchangeSession } from '../session/exchange-session.ts';
import type { ImportSession } from '../session/import-session.ts';
import type { Session } from '../session/session.ts';
import { briefingHandlers } from './briefing-handlers.ts';
import { councilHandlers } from './council-handlers.ts';
import { deskHandlers } from './desk-handlers.ts';
import { editHandlers } from './edit-handlers.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { fileHandlers } from './file-handlers.ts';
import { handlerContext, type WindowServices } from './handler-context.ts';
import { meetingHandlers } from './meeting-handlers.ts';
import type { Handlers } from './router.ts';
import { tableHandlers } from './table-handlers.ts';
import { visitHandlers } from './visit-handlers.ts';

export interface HandlerParts {
  readonly session: Session;
  readonly window: WindowServices;
  readonly imports: ImportSession;
  readonly exchange: ExchangeSession;
  readonly council: CouncilSession;
  /** Folder of templates and sheet definitions. */
  readonly resources: string;
}

export function handlersFor({ session, window, imports, exchange, council, resources }: HandlerParts): Handlers {
  const context = handlerContext(session, window, resources);
  return {
    ...deskHandlers(context),
    ...tableHandlers(context),
    ...editHandlers(context),
    ...fileHandlers(context, imports),
    ...visitHandlers(context),
    ...briefingHandlers(context),
    ...councilHandlers(context, council),
    ...meetingHandlers(context, council),
    ...exchangeHandlers(context, exchange),
  };
}
