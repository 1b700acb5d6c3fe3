import type { Output } from '../../../domain/api/api.ts'
import type { DifferenceAnswer, DifferenceKind } from '../../../domain/code/reconciliation.ts'
import { LIST_FIELD_LABEL } from '../../../domain/modules/reconciliation/list-columns.ts'
import { OUR_STATE_WORD } from '../../../domain/modules/reconciliation/state-words.ts'
import { call } from '../../api/client.ts'
import { currentLanguage, messageText, t } from '../../app/i18n.ts'
import { instantText } from '../../app/format.ts'
import { codeText } from '../../kit/index.ts'
import { ISSUE_TYPE } from '../../../domain/code/certificate.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { csvText } from '../../kit/csv.ts'

export type Difference = Output<'reconcile.list'>['rows'][number]

const KINDS: Readonly<Record<DifferenceKind, () => string>> = {
  onlyTheirs: () => t('reconcile.kind.onlyTheirs', '仅省平台有'), onlyOurs: () => t('reconcile.kind.onlyOurs', '仅本院有'), state: () => t('reconcile.kind.state', '状态不同'),
  field: () => t('reconcile.kind.field', '内容不同'), double: () => t('reconcile.kind.double', '名单中重复'), damaged: () => t('reconcile.kind.damaged', '无法读取'),
}
export const kindText = (kind: DifferenceKind): string => KINDS[kind]()

const ANSWERS: Readonly<Record<DifferenceAnswer, () => string>> = {
  oursRight: () => t('reconcile.answer.oursRight', '本院无误'), correctOurs: () => t('reconcile.answer.correctOurs', '更正本院记录'), reported: () => t('reconcile.answer.reported', '已报省平台更正'),
}
export const answerText = (answer: DifferenceAnswer): string => ANSWERS[answer]()

const STATES: Readonly<Record<string, () => string>> = {
  valid: () => t('reconcile.state.valid', '已签发'), void: () => t('reconcile.state.void', '作废'), lost: () => t('reconcile.state.lost', '遗失'), exchanged: () => t('reconcile.state.exchanged', '已换发收回'),
  ended: () => t('reconcile.state.ended', '已失效'), notIssued: () => t('reconcile.state.notIssued', '未签发'), elsewhere: () => t('reconcile.state.elsewhere', '已调出或退回'), listed: () => t('reconcile.state.listed', '在名单中'),
}

/** What the list has there, with why it could not be read. */
export function theirsText(row: Difference): string {
  if (row.kind === 'double') return t('reconcile.firstAtLine', '第 {{line}} 行已有', { line: row.theirs })
  const text = row.kind === 'state' && row.theirs === '' ? t('reconcile.inTheList', '在名单中(没有状态)') : row.theirs
  return row.reason ? [text, messageText(row.reason)].filter(Boolean).join(' — ') : text
}

/** What the hospital has there, in words. */
export function oursText(row: Difference): string {
  if (row.ours === '') return ''
  switch (row.field) {
    case 'state': return STATES[row.ours]?.() ?? OUR_STATE_WORD[row.ours] ?? row.ours
    case 'sex': return codeText(SEX, row.ours)
    case 'issueType': return codeText(ISSUE_TYPE, row.ours)
    case 'bornAt': return row.ours.replace('T', ' ')
    default: return row.ours
  }
}

export const fieldText = (row: Difference): string => (row.field === '' ? '' : messageText(LIST_FIELD_LABEL[row.field]))

/** The answer with who and when. */
export const answeredText = (row: Difference): string =>
  row.answer === null ? '' : [answerText(row.answer), row.note, [row.answeredByName, row.answeredAt ? instantText(row.answeredAt) : null].filter(Boolean).join(' ')].filter(Boolean).join(currentLanguage() === 'en' ? '; ' : ';')

const PAGE = 500

/** Every difference of a run as a spreadsheet opens it, in the language of the screen. */
export async function differencesCsv(id: string, openOnly: boolean): Promise<string> {
  const headings = [
    t('reconcile.column.number', '证明编号'), t('reconcile.column.child', '新生儿'), t('reconcile.column.kind', '差异'), t('reconcile.column.field', '项目'), t('reconcile.column.theirs', '省平台名单'), t('reconcile.column.ours', '本院记录'),
    t('reconcile.column.line', '名单行号'), t('reconcile.column.answer', '处理意见'),
  ]
  const lines: string[][] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await call('reconcile.list', { id, openOnly, offset, limit: PAGE })
    for (const row of rows) lines.push([row.number, row.babyName ?? '', kindText(row.kind), fieldText(row), theirsText(row), oursText(row), row.line === null ? '' : String(row.line), answeredText(row)])
    if (rows.length < PAGE) return csvText([headings, ...lines])
  }
}
