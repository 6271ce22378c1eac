// The record of a meeting as Word: who came, what was decided, who does what by when.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownDeskName } from '../../../db/queries/own-desk.ts';
import type { Reader } from '../../../db/store/connection.ts';
import { fillTemplate } from '../word/template.ts';
import { type MeetingStyle, meetingFacts } from './meeting.ts';

export interface MeetingRecord {
  readonly title: string;
  readonly bytes: Uint8Array;
}

/** @param meeting  record id @param resources  folder with templates/ @throws DeskError `notFound`, `templateBroken` */
export async function meetingRecord(db: Reader, meeting: string, style: MeetingStyle, resources: string): Promise<MeetingRecord> {
  const { words } = style;
  const facts = meetingFacts(db, meeting, style);
  const title = `${facts.title} ${words('council.record')}`;
  const none = words('council.nothingHere');
  const bytes = await fillTemplate(
    readFileSync(join(resources, 'templates', 'meeting-record.docx')),
    {
      title,
      labelWhen: words('council.when'),
      when: facts.when,
      labelWhere: words('fields.place'),
      where: facts.where,
      labelPresent: words('council.present'),
      present: facts.present.length === 0 ? [{ a: none, b: '', c: '' }] : facts.present.map(({ bureau, post, name }) => ({ a: bureau, b: post, c: name })),
      labelAgenda: words('tables.agendaItem'),
      items: facts.items.map((item, at) => ({ no: `${at + 1}`, text: item.text, notes: item.note === '' ? [] : [{ text: item.note }] })),
      labelDecisions: words('tables.decision'),
      decisions: (facts.decisions.length === 0 ? [none] : facts.decisions).map((text) => ({ text: facts.decisions.length === 0 ? text : `・${text}` })),
      labelActions: words('tables.actionItem'),
      headText: words('fields.actionText'),
      headBureau: words('tables.bureau'),
      headDue: words('fields.dueOn'),
      headState: words('fields.status'),
      actions:
        facts.actions.length === 0
          ? [{ text: none, bureau: '', due: '', state: '' }]
          : facts.actions.map(({ text, bureau, due, state }) => ({ text, bureau, due, state })),
    },
    { name: 'meeting-record.docx', properties: { title, author: ownDeskName(db), at: Date.now() } },
  );
  return { title, bytes };
}
