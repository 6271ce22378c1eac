// The Drizzle table of every record, made from the catalog. drizzle-kit reads this file to write migrations.
import { tables } from '../catalog/index.ts';
import { recordTable } from './record-table.ts';

export const bureau = recordTable(tables.bureau);
export const bureauSuccession = recordTable(tables.bureauSuccession);
export const officer = recordTable(tables.officer);
export const vocabulary = recordTable(tables.vocabulary);
export const note = recordTable(tables.note);
export const attachment = recordTable(tables.attachment);
export const tagging = recordTable(tables.tagging);
export const view = recordTable(tables.view);

export const partner = recordTable(tables.partner);
export const partnerFact = recordTable(tables.partnerFact);

export const person = recordTable(tables.person);
export const personPost = recordTable(tables.personPost);
export const tag = recordTable(tables.tag);

export const agreement = recordTable(tables.agreement);
export const agreementParty = recordTable(tables.agreementParty);
export const agreementBureau = recordTable(tables.agreementBureau);
export const agreementReview = recordTable(tables.agreementReview);

export const visit = recordTable(tables.visit);
export const visitGuest = recordTable(tables.visitGuest);
export const programmeItem = recordTable(tables.programmeItem);
export const gift = recordTable(tables.gift);
export const followUp = recordTable(tables.followUp);
export const checklistItem = recordTable(tables.checklistItem);
export const checklistTemplate = recordTable(tables.checklistTemplate);

export const trip = recordTable(tables.trip);
export const tripStop = recordTable(tables.tripStop);
export const tripAgreement = recordTable(tables.tripAgreement);
export const tripCost = recordTable(tables.tripCost);

export const strategy = recordTable(tables.strategy);
export const goal = recordTable(tables.goal);
export const measure = recordTable(tables.measure);
export const measureBureau = recordTable(tables.measureBureau);
export const measurePartner = recordTable(tables.measurePartner);
export const measureAgreement = recordTable(tables.measureAgreement);
export const measureNetwork = recordTable(tables.measureNetwork);
export const indicator = recordTable(tables.indicator);
export const indicatorTarget = recordTable(tables.indicatorTarget);

export const council = recordTable(tables.council);
export const meeting = recordTable(tables.meeting);
export const agendaItem = recordTable(tables.agendaItem);
export const attendance = recordTable(tables.attendance);
export const decision = recordTable(tables.decision);
export const actionItem = recordTable(tables.actionItem);
export const period = recordTable(tables.period);
export const progress = recordTable(tables.progress);
export const sheet = recordTable(tables.sheet);
export const sheetRow = recordTable(tables.sheetRow);

export const network = recordTable(tables.network);
export const membership = recordTable(tables.membership);
export const project = recordTable(tables.project);
export const projectPartner = recordTable(tables.projectPartner);
export const event = recordTable(tables.event);
export const eventPartner = recordTable(tables.eventPartner);
export const fund = recordTable(tables.fund);
export const fundBudget = recordTable(tables.fundBudget);
export const grant = recordTable(tables.grant);
export const target = recordTable(tables.target);

export const briefing = recordTable(tables.briefing);
export const briefingSection = recordTable(tables.briefingSection);
export const briefingExport = recordTable(tables.briefingExport);
export const textBlock = recordTable(tables.textBlock);

export const importMapping = recordTable(tables.importMapping);
export const nameAlias = recordTable(tables.nameAlias);

export const desk = recordTable(tables.desk);
