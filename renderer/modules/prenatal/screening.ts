import type { Output } from '../../../domain/api/api.ts'
import type { PrenatalPaper } from '../../../domain/api/prenatal-paper-api.ts'
import { DIAGNOSIS_INDICATION, PRENATAL_SAMPLE_STATE, SAMPLE_TEST } from '../../../domain/code/prenatal.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../../../domain/code/prenatal-record.ts'
import { codesIn, type CodeList } from '../../../domain/field/code-list.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

/** A pregnancy's whole screening. */
export type Opened = Output<'prenatal.open'>
export type OpenedSample = Opened['samples'][number]
export const useScreening = (pregnancyId: string) => useCall('prenatal.open', { pregnancyId }, { staleTimeMs: 10_000 })

/** The screening of a pregnancy, where every page of it leads back to. */
export const tabOf = (pregnancyId: string): string => `/pregnancies/${pregnancyId}?tab=prenatal`

/** A paper of a pregnancy; of a consent form not signed yet the id is the pregnancy's. */
export const paperPath = (pregnancyId: string, what: PrenatalPaper, id: string): string => `/prenatal/print?what=${what}&id=${id}&pregnancy=${pregnancyId}`

/** Tests in the words of the screen: a list of the record, or of an answer. */
export const testsText = (tests: CodeList<string> | readonly string[] | null): string => (typeof tests === 'string' ? codesIn(tests) : tests ?? []).map(test => codeText(PRENATAL_TEST, test)).join(t('punctuation.comma', '、'))
export const indicationsText = (indications: Opened['indications']): string => indications.map(one => codeText(DIAGNOSIS_INDICATION, one)).join(t('punctuation.comma', '、'))

const TERMINAL = new Set(['issued', 'declined', 'ended'])
const isOpen = ({ sample }: OpenedSample): boolean => !TERMINAL.has(sample.state) && !(sample.isReplaced ?? false)
/** Tests of a tube that have no result yet. */
export const testsWithoutResult = ({ sample }: OpenedSample, { results }: Opened): PrenatalTest[] =>
  codesIn(sample.tests).filter(test => !results.some(({ result }) => result.sampleId === sample.id && result.test === test))

/** What is to be done next for a woman: where it is done, and what its button says. */
export type NextAction = { readonly to: string; readonly label: string }

/**
 * The next thing, in the order of the work: a recall before all, then a tube on its way, a consent that is missing, a
 * diagnosis that is offered, the outcome, and a request where a window is open.
 */
export function nextAction(opened: Opened, mayWrite: boolean): NextAction | null {
  const { pregnancyId } = opened.head
  const of = `/prenatal/${pregnancyId}`
  const recall = opened.recalls.find(({ recall: { closedDay } }) => closedDay === null)
  // A refused tube is answered by the next one: its page tells the woman and makes it.
  const refused = recall?.recall.kind === 'redraw' ? opened.samples.find(({ sample }) => sample.id === recall.recall.sampleId && sample.state !== 'issued') : undefined
  if (refused) return { to: `${of}/samples/${refused.sample.id}`, label: t('prenatalScreen.next.redraw', '重新采血') }
  if (recall) return { to: `${of}/recalls/${recall.recall.id}`, label: t('prenatalScreen.next.recall', '处理召回') }
  const sample = opened.samples.find(isOpen)
  const missing = opened.consentsMissing[0]
  if (sample && mayWrite && missing && (sample.sample.state === 'booked' || codesIn(sample.sample.tests).some(test => SAMPLE_TEST.entry(test).consent === missing))) return { to: `${of}/consents/new?kind=${missing}`, label: t('prenatalScreen.next.consent', '登记知情同意') }
  if (sample) {
    const test = testsWithoutResult(sample, opened)[0]
    if (mayWrite && test && (sample.sample.state === 'received' || sample.sample.state === 'testing')) return { to: `${of}/results/new?test=${test}&sample=${sample.sample.id}`, label: t('prenatalScreen.next.result', '登记结果') }
    return { to: `${of}/samples/${sample.sample.id}`, label: t('prenatalScreen.next.sample', '样本:{{state}}', { state: codeText(PRENATAL_SAMPLE_STATE, sample.sample.state) }) }
  }
  if (!mayWrite) return null
  if (opened.outcomeDue && opened.outcome === null && opened.head.state !== 'pregnant') return { to: `${of}/outcome`, label: t('prenatalScreen.next.outcome', '随访结局') }
  return { to: `${of}/requests/new`, label: t('prenatalScreen.newRequest', '开产前筛查申请单') }
}
