import { Button, Space } from 'antd'
import { useRef, useState } from 'react'
import { RISK_COLOUR, RISK_GROUP, type RiskColour } from '../../../domain/code/maternal-risk.ts'
import { block, type FieldIssue, type Message, message as sentence } from '../../../domain/message/message.ts'
import { isUpsideDown, MOST_RISK_LIMIT, noLimit, type OwnRiskRow, OwnRiskRowSchema, type RiskEdit, riskEditOf, RiskEditSchema, upsideDown } from '../../../domain/rule/maternal/risk-table.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Dialog, Fact, FieldGrid, firstField, FlagInput, FormArea, Issues, LabelledInput, ListInput, RadioInput, TextInput, useDiscardQuestion, useShortcut } from '../../kit/index.ts'
import { type ConditionLine, conditionOf, linesOf, RiskConditionLines } from './RiskConditionLines.tsx'
import { activeText, conditionText, criterionText, type CriterionRow, factText, LIMITS, riskColourText, riskMarkText, riskSourceText, shippedRow } from '../../kit/risk-text.ts'

type Props = {
  /** null for a new row of the hospital. */
  row: CriterionRow | null
  reason: string
  /** Ids of the hospital's rows. */
  taken: readonly string[]
  /** A row of the hospital that was saved before: assessments may name it. */
  isSaved: boolean
  onKeep(row: OwnRiskRow | RiskEdit): void
  /** Back to the shipped row, or a new row taken out again. */
  onReset(id: string): void
  onClose(): void
}
const MOST_OWN = 99
const nextId = (taken: readonly string[]): string => { for (let at = 1; ; at += 1) if (!taken.includes(`H${at}`)) return `H${at}` }
const SCREENING = 'screening'

/** The editor of one criterion: of a shipped row the differences with their reason, of the hospital's own all of it. */
export function RiskCriterionDialog({ row, reason: givenReason, taken, isSaved, onKeep, onReset, onClose }: Props) {
  const area = useRef<HTMLDivElement>(null)
  const askDiscard = useDiscardQuestion()
  const shipped = row ? shippedRow(row.id) : undefined
  const start = row ?? { id: nextId(taken), group: 'basic' as const, colour: 'yellow' as const, text: '', condition: [], active: true, source: '', limitSource: '' }
  const initial = { id: start.id, group: start.group as string, colour: start.colour, text: start.text, lines: linesOf(start.condition), active: start.active, source: start.source, reason: givenReason }
  const [draft, setDraft] = useState<typeof initial>(initial)
  const [found, setFound] = useState<readonly FieldIssue[]>([])
  const set = (part: Partial<typeof initial>): void => { setDraft({ ...draft, ...part }); setFound([]) }
  const issues = (path: string): FieldIssue[] => found.filter(issue => issue.path === path)
  const isDirty = JSON.stringify(draft) !== JSON.stringify(initial)

  function submit(): void {
    const { id, group, colour, lines, active } = draft
    const [text, source, reason] = [draft.text.trim(), draft.source.trim(), draft.reason.trim()]
    const condition = conditionOf(lines)
    const known = lines.flatMap(({ test }, at) => { const wrong = lineIssue(test); return wrong ? [block(`line${at}`, wrong)] : [] })
    if (shipped) {
      const edit = riskEditOf(shipped, { text, colour, condition, active, reason })
      if (!edit) { onReset(id); return }
      const parsed = RiskEditSchema.safeParse(edit)
      if (parsed.success) onKeep(parsed.data)
      else setFound(known.length > 0 ? known : fieldIssues(parsed.error.issues))
      return
    }
    if (!/^H[1-9]\d?$/.test(id)) known.push(block('id', sentence('riskCriteria.idForm', '编号请写 H1~H{{most}},如 {{next}}', { most: MOST_OWN, next: nextId(taken) })))
    else if (!row && taken.includes(id)) known.push(block('id', sentence('riskCriteria.idTaken', '编号 {{id}} 已有条目,请换一个,如 {{next}}', { id, next: nextId(taken) })))
    const parsed = OwnRiskRowSchema.safeParse({ id, code: id.slice(1), group, colour, text, condition, source, limitSource: start.limitSource, active })
    if (parsed.success && known.length === 0) onKeep(parsed.data)
    else setFound(known.length > 0 ? known : fieldIssues(parsed.error?.issues ?? []))
  }
  async function close(): Promise<void> {
    if (!isDirty || await askDiscard()) onClose()
  }
  const resettable = row !== null && (shipped ? givenReason !== '' : !isSaved)
  useShortcut(['F2', 'Ctrl+Enter'], submit, { inDialog: true })
  useShortcut(['F8'], () => onReset(draft.id), { inDialog: true, enabled: resettable })
  useShortcut(['Escape'], () => void close(), { inDialog: true })

  const colours = [...(shipped ? [] : [null]), ...RISK_COLOUR.values]
  const before = (now: string, was: (row: CriterionRow) => string) => shipped && was(shipped) !== now ? <div className="rule-source is-changed">{t('riskCriteria.before', '原为:{{value}}', { value: was(shipped) })}</div> : null
  return (
    <Dialog
      width={900} keyboard={false} maskClosable={false} onCancel={() => void close()} first={() => firstField(area.current)}
      title={row ? t('riskCriteria.edit', '修改条目 {{id}}', { id: row.id }) : t('riskCriteria.add', '增加本院条目')}
      footer={(
        <Space>
          {resettable ? <Button danger onClick={() => onReset(draft.id)}>{shipped ? t('riskCriteria.reset', '恢复原条目') : t('riskFactor.remove', '移除')} <kbd>F8</kbd></Button> : null}
          <Button onClick={() => void close()}>{t('riskCriteria.cancel', '取消')} <kbd>Esc</kbd></Button>
          <Button type="primary" data-save onClick={submit}>{t('riskCriteria.keep', '确定')} <kbd>F2</kbd></Button>
        </Space>
      )}
    >
      <FormArea areaRef={area}>
        {shipped ? (
          <dl className="record-facts">
            <Fact label={t('riskCriteria.group', '类别')}>{codeText(RISK_GROUP, shipped.group)}</Fact>
            <Fact wide label={t('riskFactor.source', '来源')}>{riskMarkText(shipped.mark)} {riskSourceText(shipped.source)}</Fact>
          </dl>
        ) : null}
        <FieldGrid>
          {shipped ? null : (
            <>
              <LabelledInput id="risk-id" label={t('riskCriteria.code', '编号')} issues={issues('id')}><TextInput id="risk-id" value={draft.id} disabled={row !== null} onChange={id => set({ id: (id ?? '').trim().toUpperCase() })} /></LabelledInput>
              <LabelledInput id="risk-group" label={t('riskCriteria.group', '类别')} issues={issues('group')}><ListInput id="risk-group" value={draft.group} choices={RISK_GROUP.values.map(group => ({ value: group, label: codeText(RISK_GROUP, group) }))} onChange={group => { if (group !== null) set({ group }) }} /></LabelledInput>
            </>
          )}
          {shipped?.colour === null ? null : (
            <LabelledInput id="risk-colour" span={6} label={t('riskCriteria.colour', '颜色')}>
              <RadioInput id="risk-colour" required value={draft.colour ?? SCREENING} choices={colours.map((colour, at) => ({ value: colour ?? SCREENING, label: riskColourText(colour), digit: String(at + 1) }))} onChange={next => set({ colour: next === SCREENING ? null : next as RiskColour })} />
              {before(riskColourText(draft.colour), ({ colour }) => riskColourText(colour))}
            </LabelledInput>
          )}
          <LabelledInput id="risk-active" label={t('riskCriteria.active', '使用此条目')} span={3}>
            <FlagInput id="risk-active" required value={draft.active} onChange={active => { if (active !== null) set({ active }) }} />
            {before(activeText(draft.active), ({ active }) => activeText(active))}
          </LabelledInput>
          <LabelledInput id="risk-text" label={t('riskCriteria.text', '条目')} span={12} issues={issues('text')}>
            <TextInput id="risk-text" value={draft.text} lines={2} onChange={text => set({ text: text ?? '' })} />
            {before(criterionText({ id: draft.id, text: draft.text.trim() }), criterionText)}
          </LabelledInput>
          <LabelledInput id="risk-add" label={t('riskCriteria.condition', '条件')} span={12} issues={issues('condition')}>
            <RiskConditionLines lines={draft.lines} onChange={(lines: readonly ConditionLine[]) => set({ lines: [...lines] })} issues={line => issues(`line${line}`)} />
            {before(conditionText(conditionOf(draft.lines)), ({ condition }) => conditionText(condition))}
          </LabelledInput>
          {shipped
            ? <LabelledInput id="risk-reason" label={t('riskCriteria.reason', '修改原因')} span={12} required issues={issues('reason')}><TextInput id="risk-reason" value={draft.reason} onChange={reason => set({ reason: reason ?? '' })} /></LabelledInput>
            : <LabelledInput id="risk-source" label={t('riskCriteria.basis', '依据(文件名称和条款)')} span={12} required issues={issues('source')}><TextInput id="risk-source" value={draft.source} onChange={source => set({ source: source ?? '' })} /></LabelledInput>}
        </FieldGrid>
        {isSaved ? <p className="field-help">{t('riskCriteria.stays', '已保存的本院条目不能删除,评估可能用到它;不再使用请停用。')}</p> : null}
        <Issues issues={issues('')} />
      </FormArea>
    </Dialog>
  )
}

/** What is wrong with the limits of one test. */
function lineIssue(test: ConditionLine['test']): Message | null {
  if (test.by === 'finding') return null
  const limits = LIMITS.map(([side]) => test[side]).filter(limit => limit !== null)
  if (limits.length === 0 || !limits.every(limit => limit >= 0 && limit <= MOST_RISK_LIMIT)) return noLimit(factText(test.fact))
  return isUpsideDown(test) ? upsideDown(factText(test.fact)) : null
}

const SENTENCES: Readonly<Record<string, Message>> = {
  text: sentence('riskCriteria.textLength', '“条目”请写 2~200 个字'), reason: sentence('riskCriteria.reasonLength', '“修改原因”请写 2~200 个字,说明为何与原表不同'),
  source: sentence('riskCriteria.sourceLength', '“依据”请写 1~200 个字,如文件名称和条款'), condition: sentence('riskCriteria.conditionSize', '条件最多 6 组(或)、每组最多 4 项(且),请删去几项'),
}
/** What the schema refuses, at its field and with what to do. */
const fieldIssues = (wrong: readonly { readonly path: readonly PropertyKey[] }[]): FieldIssue[] =>
  [...new Set(wrong.map(({ path }) => String(path[0] ?? '')))].map(path => block(path in SENTENCES ? path : '', SENTENCES[path] ?? sentence('setting.fieldWrong', '填写有误或超出范围,请检查')))
