import type { Name } from '../../domain/api/api.ts'
import type { Field } from '../../domain/field/kinds.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { preconceptionFollowUp } from '../../domain/modules/fertility/preconception.record.ts'
import { infectionCase } from '../../domain/modules/infection/case.record.ts'
import { infectionVisit } from '../../domain/modules/infection/visit.record.ts'
import { maternalAttempt } from '../../domain/modules/maternal/attempt.record.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { prenatalDiagnosis } from '../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalCounselling } from '../../domain/modules/prenatal/recall.record.ts'
import { prenatalResult } from '../../domain/modules/prenatal/result.record.ts'
import { riskCase } from '../../domain/modules/risk/case.record.ts'
import { riskCaseVisit } from '../../domain/modules/risk/case-visit.record.ts'
import { riskReport } from '../../domain/modules/risk/report.record.ts'
import { riskScreening } from '../../domain/modules/risk/screening.record.ts'
import { maskedFields } from '../../domain/record/derive/fetal-sex.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { UNBORN_RECORDS } from '../../electron/core/fetal-sex.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { insist, type Window } from './desk.ts'

/** A text that tells a fetus's sex in words, in a karyotype and by a sign. */
export const TELLING = '男胎46,XY女XX♂'
const fitting = (field: Field): string => [...TELLING].slice(0, field.kind === 'text' ? field.maxLength : 0).join('')
const columnOf = ({ fields }: RecordDefinition, name: string): string => name === 'cells' ? JSON.stringify({ conclusion: TELLING }) : fitting(fields[name]!)

/** Writes the telling text into every text of every row and of every revision of the records, past every check. Each of them must have a row. */
export async function tellEverywhere(database: OpenDatabase, records: readonly RecordDefinition[] = UNBORN_RECORDS): Promise<void> {
  await database.write(async trx => {
    for (const definition of records) {
      const table = definition.table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'prenatalResult'
      const told = Object.fromEntries(maskedFields(definition).map(name => [name, columnOf(definition, name)]))
      if (!await trx.selectFrom(table).select('id').limit(1).executeTakeFirst()) throw new Error(`no row of ${definition.id}`)
      await trx.updateTable(table).set({ ...told, voidReason: TELLING } as never).execute()
      for (const { recordId, rev, row } of await trx.selectFrom('recordHistory').select(['recordId', 'rev', 'row']).where('record', '=', definition.id).execute()) {
        await trx.updateTable('recordHistory').set({ row: JSON.stringify({ ...JSON.parse(row) as object, ...told }), reason: TELLING }).where('record', '=', definition.id).where('recordId', '=', recordId).where('rev', '=', rev).execute()
      }
    }
  })
}

/** 性别 of the patient herself, a cell of its own on a paper. */
const OWN_SEX = /data-value=\\?"patientSex\\?">女(?=<)/g
/** What is left of an answer once its markup, the names of people and the words that mean the couple are taken out. */
// The letters of a file are no words: what stands in it is read by itself.
const words = (answer: unknown, names: readonly string[]): string =>
  names.reduce((text, name) => text.replaceAll(name, ''), JSON.stringify(answer, (key, value: unknown) => key === 'base64' ? undefined : value)).replaceAll(OWN_SEX, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/妇女|女方|男方|女性/g, '')
export const tells = (answer: unknown, names: readonly string[] = []): string[] => words(answer, names).match(/[男女♂♀]|46,\s*X[XY]|(?<![A-Za-z])X[XY](?![A-Za-z])/g) ?? []

type Clerk = Pick<Window, 'call'>
/** What the program writes into a record by itself: ticked ids and the words of its table. */
const FOUND: ReadonlySet<string> = new Set(['items', 'itemTexts', 'tableName'])
/** Types the telling text into every text of a row that is open, as somebody does who answers what is asked. */
async function tell(clerk: Clerk, definition: RecordDefinition, id: string): Promise<void> {
  const { rev, ...stored } = await clerk.call(`${definition.id}.get` as 'maternal.visit.get', { id }) as unknown as Record<string, unknown> & { rev: number }
  const row = Object.fromEntries(Object.keys(definition.fields).map(name => [name, stored[name] ?? null]))
  for (const name of maskedFields(definition)) {
    const field = definition.fields[name]!
    if (!FOUND.has(name) && !(field.kind === 'text' && field.pattern) && (field.showIf?.(row) ?? true)) row[name] = fitting(field)
  }
  await insist(clerk, `${definition.id}.save` as Name, { id, rev, row })
}
const tellAll = async (clerk: Clerk, definition: RecordDefinition, rows: readonly ({ id: string } | null)[]): Promise<void> => { for (const row of rows) if (row) await tell(clerk, definition, row.id) }

/** The booking, the visits and the calls of a pregnancy, through the window. */
export async function tellOfCare(clerk: Clerk, pregnancyId: string): Promise<void> {
  const { first, visits, attempts } = await clerk.call('maternal.file', { pregnancyId })
  await tellAll(clerk, pregnancy, [{ id: pregnancyId }])
  for (const [definition, rows] of [[maternalFirst, [first]], [maternalVisit, visits], [maternalAttempt, attempts]] as const) await tellAll(clerk, definition, rows)
}
/** Screening, reports, open cases and their follow-ups. */
export async function tellOfRisk(clerk: Clerk, pregnancyId: string): Promise<void> {
  const { screenings, reports, cases, caseVisits } = await clerk.call('risk.open', { pregnancyId })
  const open = cases.filter(({ closedDay }) => closedDay === null)
  for (const [definition, rows] of [[riskScreening, screenings], [riskReport, reports], [riskCase, open], [riskCaseVisit, caseVisits.filter(({ caseId }) => open.some(({ id }) => id === caseId))]] as const) await tellAll(clerk, definition, rows)
}
/** Results, counsellings and diagnoses of prenatal screening. */
export async function tellOfScreening(clerk: Clerk, pregnancyId: string): Promise<void> {
  const { results, counsellings, diagnoses } = await clerk.call('prenatal.open', { pregnancyId })
  for (const [definition, rows] of [[prenatalResult, results.map(({ result }) => result)], [prenatalCounselling, counsellings], [prenatalDiagnosis, diagnoses]] as const) await tellAll(clerk, definition, rows)
}
/** A case of mother-to-child prevention and the follow-ups of the woman. */
export async function tellOfInfection(clerk: Clerk, caseId: string): Promise<void> {
  const { visits } = await clerk.call('infection.open', { caseId })
  for (const [definition, rows] of [[infectionCase, [{ id: caseId }]], [infectionVisit, visits]] as const) await tellAll(clerk, definition, rows)
}
/** What was asked of a couple that became pregnant after its examination. */
export async function tellOfPreconception(clerk: Clerk, coupleId: string): Promise<void> {
  const { followUps } = await clerk.call('fertility.preconception.open', { coupleId })
  await tellAll(clerk, preconceptionFollowUp, followUps)
}
