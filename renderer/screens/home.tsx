// What needs attention today; every line links to its records.
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { formatDate } from '../../db/catalog/dates.ts';
import type { Filter, HomeCard, HomeFigures } from '../../electron/contract/records.ts';
import { valueLabel } from '../../resources/locales/sentences.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, destinationOf } from '../bridge/navigation.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { momentText } from '../parts/moment.ts';
import { BriefingStandings } from '../workbench/record/briefing-standings.tsx';

export function HomeScreen({ onGo }: { onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({ queryKey: ['home', display.language, display.dates], queryFn: () => call('home', {}), staleTime: 0 });
  return (
    <section className="home">
      <h1 className="screen-title">{words('home.title')}</h1>
      {data && (
        <div className="cards">
          <Card title={words('home.upcoming')} none={words('home.noUpcoming')} card={data.upcoming} onGo={onGo} briefings />
          <Card title={words('home.anniversaries')} none={words('home.noAnniversaries')} card={data.anniversaries} onGo={onGo} />
          <Progress progress={data.progress} onGo={onGo} />
          {data.progress && data.progress.bureaus.length > 0 && <Heat progress={data.progress} onGo={onGo} />}
          <Ties ties={data.ties} onGo={onGo} />
          <Card title={words('home.sheets')} none={words('home.noSheets')} card={data.sheets} onGo={onGo} />
          <Card title={words('home.overdue')} none={words('home.noOverdue')} card={data.overdue} onGo={onGo} />
          {data.views.length > 0 && <Views views={data.views} onGo={onGo} />}
          <Card title={words('home.reviews')} none={words('home.noReviews')} card={data.reviews} onGo={onGo} />
          <Keeping keeping={data.keeping} onGo={onGo} />
        </div>
      )}
    </section>
  );
}

interface CardProps {
  readonly title: string;
  readonly none: string;
  readonly card: HomeCard;
  /** Shows the state of the briefing on each line. */
  readonly briefings?: boolean;
  readonly onGo: (destination: Destination) => void;
}

function Card({ title, none, card: { lines, total }, briefings = false, onGo }: CardProps) {
  const words = useWords();
  const last = lines[lines.length - 1];
  return (
    <section className="card">
      <h2>{title}</h2>
      {lines.length === 0 ? (
        <p className="quiet-text">{none}</p>
      ) : (
        <ul className="card-lines">
          {lines.map((line) => (
            <li key={line.id}>
              <span className="card-when">{line.when}</span>
              <button type="button" className="link" onClick={() => onGo(destinationOf(line.table, line.id))}>
                {line.title}
              </button>
              {briefings && (line.table === 'visit' || line.table === 'trip') && <BriefingStandings table={line.table} id={line.id} onGo={onGo} />}
            </li>
          ))}
          {last && total > lines.length && (
            <li>
              <button type="button" className="link" onClick={() => onGo(destinationOf(last.table))}>
                {words('ui.more', { count: (total - lines.length).toLocaleString() })}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function Keeping({ keeping: { conflicts, lastBackup, desks }, onGo }: { keeping: HomeFigures['keeping']; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const moment = (at: number | null) => (at === null ? words('exchange.never') : momentText(at, display));
  return (
    <section className="card">
      <h2>{words('home.keeping')}</h2>
      <button type="button" className={`link ${conflicts > 0 ? 'warning' : ''}`} onClick={() => onGo({ screen: 'sync' })}>
        {conflicts > 0 ? words('home.conflicts', { count: conflicts }) : words('home.noConflicts')}
      </button>
      <dl className="facts">
        <dt>{words('home.lastBackup')}</dt>
        <dd>{moment(lastBackup)}</dd>
        {desks.map(({ name, takenAt }) => (
          <Fragment key={name}>
            <dt>{words('home.taken', { desk: name })}</dt>
            <dd>{moment(takenAt)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function Views({ views, onGo }: { views: HomeFigures['views']; onGo: (destination: Destination) => void }) {
  const words = useWords();
  return (
    <section className="card">
      <h2>{words('home.views')}</h2>
      <ul className="card-lines">
        {views.map((view) => (
          <li key={view.id}>
            <span className="card-when">{view.count < 0 ? words('home.viewUnknown') : words('ui.rowsOf', { total: view.count.toLocaleString() })}</span>
            <button type="button" className="link" onClick={() => onGo({ ...destinationOf(view.table), view: view.id })}>
              {words(`tables.${view.table}`)}: {view.name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const reportsOf = (filter: Filter): Destination => ({ screen: 'council', table: 'progress', filter });

function Progress({ progress, onGo }: { progress: HomeFigures['progress']; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const total = progress?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <section className="card">
      <h2>{words('home.progress')}</h2>
      {!progress ? (
        <p className="quiet-text">{words('home.noProgress')}</p>
      ) : (
        <>
          <button type="button" className="link" onClick={() => onGo({ screen: 'council', table: 'progress' })}>
            {progress.period}
          </button>
          <ul className="bars">
            {progress.counts.map(({ status, count }) => (
              <li key={status}>
                <button type="button" className="link bar-label" onClick={() => onGo(reportsOf({ status }))}>
                  {valueLabel(words, 'progressStatus', status)}
                </button>
                <span className="bar-track" aria-hidden="true">
                  <span className={`bar ${status}`} style={{ width: `${total === 0 ? 0 : (count / total) * 100}%` }} />
                </span>
                <span className="bar-count">{count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The colour shows the share of reports with trouble; the figures say the same. */
function Heat({ progress: { purposes, bureaus }, onGo }: { progress: NonNullable<HomeFigures['progress']>; onGo: (destination: Destination) => void }) {
  const words = useWords();
  return (
    <section className="card tall-card">
      <h2>{words('home.heat')}</h2>
      <p className="quiet-text">{words('home.heatHelp')}</p>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">{words('fields.bureau')}</th>
            {purposes.map(({ id, code, title }) => (
              <th scope="col" key={id} title={title}>
                {code || title || words('home.noPurpose')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bureaus.map(({ id, name, cells }) => (
            <tr key={id}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onGo(reportsOf({ bureau: id }))}>
                  {name}
                </button>
              </th>
              {cells.map((cell, at) =>
                cell === null ? (
                  <td key={purposes[at]?.id} />
                ) : (
                  <td
                    key={purposes[at]?.id}
                    className="heat-cell"
                    style={{ background: `color-mix(in srgb, var(--heat-full) ${Math.round((cell.troubled / cell.reports) * 100)}%, var(--good-soft))` }}
                    title={words('home.heatCell', { ...cell })}
                  >
                    {cell.troubled}/{cell.reports}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Ties({ ties, onGo }: { ties: HomeFigures['ties']; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  return (
    <section className="card">
      <h2>{words('home.ties')}</h2>
      {ties.length === 0 && <p className="quiet-text">{words('home.noTies')}</p>}
      <ul className="gauges">
        {ties.map(({ id, name, value, dueOn, actual, rule }) => (
          <li key={id} title={rule}>
            <button type="button" className="link" onClick={() => onGo(destinationOf('target', id))}>
              {name}
            </button>
            <span className="quiet-text">{dueOn === null ? '' : formatDate(dueOn, display.language, display.dates)}</span>
            <span className="bar-track" role="img" aria-label={words('home.tiesOf', { actual, value })}>
              <span
                className={`bar ${actual >= value ? 'done' : 'onTrack'}`}
                style={{ width: `${value === 0 ? 100 : Math.min(100, (actual / value) * 100)}%` }}
              />
            </span>
            <span className="bar-count">{words('home.tiesOf', { actual, value })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
