import { z } from 'zod'
import { DELIVERY_OUTCOME } from '../code/delivery.ts'
import { DEFECT, VITAL_CARD, VITAL_CARD_STATE, VITAL_LIST } from '../code/vital.ts'
import type { FieldIssue } from '../message/message.ts'
import { birthDefect } from '../modules/vital/birth-defect.record.ts'
import { maternalDeath } from '../modules/vital/maternal-death.record.ts'
import { act, CalendarDay, Confirmations, emptySafeRow, Id, Paging, read, recordApi, Saved, storedSchema, write } from './define-api.ts'

const Text = z.string().nullable()
const Issue = z.custom<FieldIssue>(value => typeof value === 'object' && value !== null)
const State = z.enum(VITAL_CARD_STATE.values)
const Card = z.enum(VITAL_CARD.values)
/** The woman a card is about: a child with a defect is reported under its mother. */
const Woman = z.strictObject({ personId: z.string(), name: Text, birthDay: Text, idNumber: Text, phone: Text, address: z.string() })
export type VitalWoman = z.output<typeof Woman>
const step = { id: Id, rev: z.int().min(0), to: State, day: CalendarDay.optional(), note: z.string().trim().max(200).optional(), confirmations: Confirmations }

/** What a year's figures count: of each rate both numbers are shown, since the denominators differ on purpose. */
export const VITAL_FIGURE = ['maternalDeath', 'birthDefect', 'liveBirthDefect'] as const
export type VitalFigure = (typeof VITAL_FIGURE)[number]
export const VITAL_PAPERS = ['defect', 'death'] as const
const paperInput = { what: z.enum(VITAL_PAPERS), id: Id }

/** 出生缺陷报告卡 and 孕产妇死亡报告卡: filled in, reviewed by a second person, reported. */
export const vitalApi = {
  ...recordApi(birthDefect), ...recordApi(maternalDeath),
  /** What has to be done, what is due first on top; a reported death waits for its investigation (`duty`); `proposed` are children noted with a defect and deliveries noted with a death that have no card. */
  'vital.list': read({
    need: 'vital.read', audited: true, input: z.strictObject({ ...Paging, view: z.enum(VITAL_LIST.values), year: z.int().min(2000).max(2100).optional() }),
    output: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject({ key: z.string(), card: Card, id: Text, newbornId: Text, motherId: z.string(), pregnancyId: Text, number: Text, motherName: Text, childName: Text, day: z.string(), state: State.nullable(), mainDefect: z.enum(DEFECT.values).nullable(), duty: z.enum(['report', 'investigate']).nullable(), dueAt: Text, isOverdue: z.boolean() })),
    }),
  }),
  'vital.count': read({ need: 'vital.read', input: z.null(), output: z.record(z.enum(VITAL_LIST.values), z.int()) }),
  /** The cards and what might need one, of a pregnancy. */
  'vital.ofPregnancy': read({
    need: 'vital.read', audited: true, input: z.strictObject({ pregnancyId: Id }),
    output: z.strictObject({
      motherId: z.string(), isDeathProposed: z.boolean(), cards: z.array(z.strictObject({ card: Card, id: z.string(), number: Text, state: State, day: z.string() })),
      newborns: z.array(z.strictObject({ newbornId: z.string(), birthOrder: z.int(), bornAt: z.string(), outcome: z.enum(DELIVERY_OUTCOME.values), isDefectNoted: z.boolean(), cardId: Text })),
    }),
  }),
  /** What a card starts with: everything the hospital knows already. Without a newborn it is an induction or a birth elsewhere. */
  'vital.birthDefect.prepare': read({
    need: 'vital.write', audited: true, input: z.strictObject({ newbornId: Id.optional(), motherId: Id.optional(), pregnancyId: Id.optional() }),
    output: z.strictObject({ existingId: Text, woman: Woman.nullable(), row: emptySafeRow(birthDefect) }),
  }),
  'vital.birthDefect.open': read({ need: 'vital.read', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ card: storedSchema(birthDefect), woman: Woman, year: z.int(), dueDay: z.string(), isOverdue: z.boolean() }) }),
  /** Hands a card in, reviews it (never whoever handed it in), gives it back with a reason, notes that it was reported. */
  'vital.birthDefect.step': write({ need: 'vital.write', input: z.strictObject(step), output: Saved }),
  'vital.maternalDeath.prepare': read({ need: 'vital.write', audited: true, input: z.strictObject({ motherId: Id, pregnancyId: Id.optional() }), output: z.strictObject({ existingId: Text, woman: Woman, row: emptySafeRow(maternalDeath) }) }),
  'vital.maternalDeath.open': read({
    need: 'vital.read', audited: true, input: z.strictObject({ id: Id }),
    output: z.strictObject({ card: storedSchema(maternalDeath), woman: Woman, year: z.int(), reportDueAt: z.string(), isReportOverdue: z.boolean(), investigationDueDay: z.string(), isEstimated: z.boolean(), isInvestigationOverdue: z.boolean() }),
  }),
  'vital.maternalDeath.step': write({ need: 'vital.write', input: z.strictObject(step), output: Saved }),
  /** The figures of a statistics year (1 October to 30 September). Drafts are not counted. */
  'vital.figures': read({
    need: 'vital.read', input: z.strictObject({ year: z.int().min(2000).max(2100) }),
    output: z.strictObject({
      deaths: z.int(), defects: z.int(), liveDefects: z.int(), inductions: z.int(), liveBirths: z.int(), perinatalBirths: z.int(),
      figures: z.array(z.strictObject({ figure: z.enum(VITAL_FIGURE), numerator: z.int(), denominator: z.int(), rate: z.number().nullable() })),
      quarters: z.array(z.strictObject({ first: z.string(), last: z.string(), dueDay: z.string(), cards: z.int(), unreported: z.int() })),
    }),
  }),
  'vital.paper.preview': read({ need: 'vital.read', audited: true, input: z.strictObject(paperInput), output: z.strictObject({ html: z.string(), issues: z.array(Issue) }) }),
  'vital.paper.pdf': act({ need: 'vital.read', input: z.strictObject(paperInput), output: z.strictObject({ fileName: z.string(), base64: z.string() }) }),
  'vital.paper.print': act({ need: 'vital.read', input: z.strictObject({ ...paperInput, printerName: z.string().max(200) }), output: z.strictObject({ outcome: z.enum(['sent', 'cancelled', 'failed']) }) }),
} as const
