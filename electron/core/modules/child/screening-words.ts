import { NEWBORN_DISEASE_STATUS } from '../../../../domain/code/child-newborn-visit.ts'
import { codeList } from '../../../../domain/field/code-list.ts'
import { wholeText } from '../../../../domain/field/whole-text.ts'
import { newbornVisit, type NewbornVisit } from '../../../../domain/modules/child/newborn-visit.record.ts'
import { diseaseWord, hearingWord, isScreeningAbnormal } from '../../../../domain/rule/child/screening-words.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { screeningFactsOf, screeningLines } from '../../registry/child-screening.ts'

/** What the clinic's own screening says on a day, as the home visit's form asks for it; what it does not say is not filled in. */
export async function screeningWordsOf(context: ReadContext | WriteContext, fileId: string, day: Day): Promise<Partial<Pick<NewbornVisit, 'hearingStatus' | 'diseaseStatus' | 'diseaseStatusNote'>>> {
  const [facts] = await screeningFactsOf(context.db, [fileId])
  if (!facts) return {}
  const { samples, hearing } = facts
  // A visit entered later is filled with what was known on its day.
  const known = {
    ...facts, hearing: hearing.filter(test => test.day <= day),
    samples: samples.filter(sample => dayOf(sample.takenAt) <= day).map(sample => ({
      ...sample, results: sample.results.filter(result => result.day <= day).map(result => result.outcomeDay !== null && result.outcomeDay > day ? { ...result, outcome: null, outcomeDay: null } : result),
    })),
  }
  const lines = screeningLines(known, await context.setting('childRules'))
  const heard = hearingWord(lines.find(line => line.screening === 'hearing'), known.hearing)
  const { codes, note } = diseaseWord(lines, (await context.setting('screeningDiseases')).diseases)
  const diseases = codeList(NEWBORN_DISEASE_STATUS, codes)
  // Names without room are asked of the doctor: the ticked 其他 opens an empty field.
  const names = wholeText(newbornVisit.fields.diseaseStatusNote, note)
  return { ...(heard ? { hearingStatus: heard } : {}), ...(diseases ? { diseaseStatus: diseases } : {}), ...(names ? { diseaseStatusNote: names } : {}) }
}

/** Whether hearing test and heel prick are abnormal as the clinic's own records stand today. */
export async function screeningAbnormalOf(context: ReadContext | WriteContext, fileId: string): Promise<{ hearing: boolean | null; bloodSpot: boolean | null }> {
  const [facts] = await screeningFactsOf(context.db, [fileId])
  const lines = facts ? screeningLines(facts, await context.setting('childRules')) : []
  return { hearing: isScreeningAbnormal(lines, 'hearing'), bloodSpot: isScreeningAbnormal(lines, 'bloodSpot') }
}
