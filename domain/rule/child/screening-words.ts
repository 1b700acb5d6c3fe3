import type { NewbornDiseaseStatus, NewbornHearingStatus } from '../../code/child-newborn-visit.ts'
import type { NewbornScreeningItem } from '../../code/child-screening.ts'
import type { HearingFact } from './hearing-chain.ts'
import type { ScreeningLine } from './screening-chain.ts'

type Line = Pick<ScreeningLine, 'screening' | 'state' | 'disease'>
const isFinal = ({ state }: Line): boolean => state === 'negative' || state === 'excluded' || state === 'confirmed'

/**
 * 新生儿听力筛查 of the home visit as the tests say (§4.1, §10.2): passed, not passed (also while the diagnosis is open), or
 * 未筛查 where a test was due and neither ear was done. null where nothing decides: no test on record (it may have been made
 * elsewhere), one ear alone, a diagnosis that excluded a loss.
 */
export function hearingWord(line: Line | undefined, tests: readonly HearingFact[]): NewbornHearingStatus | null {
  switch (line?.state) {
    case 'passed': return '1'
    case 'retest': case 'diagnosis': case 'confirmed': case 'treated': return '2'
    case 'missed': return tests.every(({ right, left }) => right === '3' && left === '3') ? '3' : null
    default: return null
  }
}

type Named = { readonly code: string; readonly name: string; readonly nationalCode: NewbornScreeningItem }
const STATUS_OF: Readonly<Partial<Record<NewbornScreeningItem, NewbornDiseaseStatus>>> = { '1': '3', '2': '4' }

/**
 * 新生儿疾病筛查 of the home visit as the heel prick says (§4.1, §10.1): the confirmed diseases, or 检查均阴性 once everything
 * that was ordered is known to be. Positive is not diagnosis: what waits for a result or a diagnosis is not filled in.
 */
export function diseaseWord(lines: readonly Line[], dictionary: readonly Named[]): { readonly codes: readonly NewbornDiseaseStatus[]; readonly note: string | null } {
  const own = lines.filter(({ screening }) => screening === 'bloodSpot')
  const confirmed = own.filter(({ state }) => state === 'confirmed').map(({ disease }) => dictionary.find(({ code }) => code === disease) ?? { code: disease ?? '', name: disease ?? '', nationalCode: '9' as const })
  const statusOf = ({ nationalCode }: Named): NewbornDiseaseStatus => STATUS_OF[nationalCode] ?? '5'
  if (confirmed.length > 0) return { codes: [...new Set(confirmed.map(statusOf))].toSorted(), note: confirmed.filter(one => statusOf(one) === '5').map(({ name }) => name).join('、') || null }
  return { codes: own.length > 0 && own.every(isFinal) ? ['2'] : [], note: null }
}

const ABNORMAL: ReadonlySet<string> = new Set(['retest', 'diagnosis', 'confirmed', 'treated', 'suspicious', 'recalled', 'positive'])
const NORMAL: ReadonlySet<string> = new Set(['passed', 'negative', 'excluded'])

/** Whether one screening of the clinic's own records is abnormal as it stands; null while it says neither (§8, §10). */
export function isScreeningAbnormal(lines: readonly Line[], screening: ScreeningLine['screening']): boolean | null {
  const own = lines.filter(line => line.screening === screening)
  if (own.some(({ state }) => ABNORMAL.has(state))) return true
  return own.length > 0 && own.every(({ state }) => NORMAL.has(state)) ? false : null
}
