import { Alert, App, Button, Select, Space } from 'antd'
import { type KeyboardEvent, type MouseEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { CalibratedForm, ShiftTarget } from '../../../domain/api/printing-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { type FieldShift, fieldKey } from '../../../domain/print/calibration.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import type { Output } from '../../../domain/api/api.ts'
import { call, CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { formText, FormArea, Issues, LabelledInput, Loaded, NumberInput, Page, Panel, useShortcut } from '../../kit/index.ts'
import { targetText } from './CalibrationPage.tsx'
import { nudgeAddress, readAddress } from './address.ts'
import '../../kit/shared.css'
import './printing.css'

type Draft = { dxMm: number; dyMm: number; fields: readonly FieldShift[] }
type PaperField = Output<'printing.sample'>['fields'][number]
const STEP_MM = 0.1
const BIG_STEP_MM = 1
const LIMIT_MM = 20
const ZOOM = 0.9
const tenth = (mm: number): number => Math.max(-LIMIT_MM, Math.min(LIMIT_MM, Math.round(mm * 10) / 10))
const keyOf = (field: Pick<PaperField, 'part' | 'value'>): string => fieldKey(field.part, field.value)
const shiftOf = (draft: Draft, key: string): FieldShift | undefined => draft.fields.find(field => keyOf(field) === key)

/** Moves fields by the arrow keys over the hospital's own scan of a blank. The scan is on this screen and nowhere else. */
export default function NudgePage() {
  const [search] = useSearchParams()
  const { form, target } = readAddress(search)
  const setting = useCall('setting.get', { key: 'printing' })
  return (
    <Loaded of={setting}>
      {({ value, rev }) => <Nudge key={`${search.toString()} ${rev}`} form={form} target={target} printing={value as SettingValue<'printing'>} rev={rev} />}
    </Loaded>
  )
}

/** What the level has now: a printer's own shift of everything is its calibration and stays there. */
function storedDraft(printing: SettingValue<'printing'>, form: CalibratedForm, target: ShiftTarget): Draft {
  if (target.level === 'printer') {
    return { dxMm: 0, dyMm: 0, fields: printing.profiles.find(one => one.form === form && one.printerName === target.printerName && one.tray === target.tray)?.fields ?? [] }
  }
  const level = printing.paperLevels.find(one => one.form === form && one.edition === (target.level === 'edition' ? target.edition : ''))
  return { dxMm: level?.dxMm ?? 0, dyMm: level?.dyMm ?? 0, fields: level?.fields ?? [] }
}

function Nudge({ form, target, printing, rev }: { form: CalibratedForm; target: ShiftTarget; printing: SettingValue<'printing'>; rev: number }) {
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const stored = storedDraft(printing, form, target)
  const [draft, setDraft] = useState<Draft>(stored)
  const [past, setPast] = useState<readonly Draft[]>([])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const stage = useRef<HTMLDivElement>(null)
  const shown = useDeferredValue(draft)
  const sample = useCall('printing.sample', { form, target, ...shown, fields: shown.fields.map(field => ({ ...field })) }, { keepPrevious: true, staleTimeMs: 60_000 })
  const scan = useCall('printing.scan', { form }, { staleTimeMs: 60_000 })
  const [refused, setRefused] = useState<readonly FieldIssue[]>([])
  const save = useWrite('printing.saveShifts', failure => { setRefused(failure.fields); return failure.code === 'invalid' && failure.fields.length > 0 })
  const removeScan = useWrite('printing.removeScan')
  const fields = sample.data?.fields ?? []
  const isDirty = JSON.stringify(draft) !== JSON.stringify(stored)

  const issues = [...(sample.data?.issues ?? []), ...refused].filter((issue, at, all) => all.findIndex(one => one.path === issue.path && one.message.key === issue.message.key) === at)
  const isBlocked = issues.some(issue => issue.level === 'block')

  function change(next: Draft): void {
    setRefused([])
    setPast([...past, draft].slice(-500))
    setDraft(next)
  }
  /** Every chosen field, or the whole sheet while none is chosen. */
  function move(right: number, down: number): void {
    if (chosen.length === 0) { change({ ...draft, dxMm: tenth(draft.dxMm + right), dyMm: tenth(draft.dyMm + down) }); return }
    change(withFields(key => {
      const now = shiftOf(draft, key)
      return { dxMm: tenth((now?.dxMm ?? 0) + right), dyMm: tenth((now?.dyMm ?? 0) + down) }
    }))
  }
  function withFields(place: (key: string) => { dxMm: number; dyMm: number }): Draft {
    const others = draft.fields.filter(field => !chosen.includes(keyOf(field)))
    const moved = fields.filter(field => chosen.includes(keyOf(field))).map(({ part, value }) => ({ part, value, ...place(fieldKey(part, value)) }))
    return { ...draft, fields: [...others, ...moved.filter(field => field.dxMm !== 0 || field.dyMm !== 0)] }
  }
  function undo(): void {
    const last = past.at(-1)
    if (!last) return
    setRefused([])
    setDraft(last)
    setPast(past.slice(0, -1))
  }
  function chooseNext(by: 1 | -1): void {
    if (fields.length === 0) return
    const at = fields.findIndex(field => keyOf(field) === chosen.at(-1))
    setChosen([keyOf(fields[(at < 0 ? (by > 0 ? 0 : fields.length - 1) : (at + by + fields.length) % fields.length)]!)])
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const by = event.shiftKey ? BIG_STEP_MM : STEP_MM
    const way = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] as [number, number] | undefined
    if (way && !event.ctrlKey && !event.altKey) move(...way)
    else if (event.key === 'Tab') chooseNext(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape' && chosen.length > 0) setChosen([])
    else if (event.key === 'Escape') document.querySelector<HTMLElement>('#nudge-fields')?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  async function keep(): Promise<void> {
    if (save.busy || !isDirty || isBlocked) return
    if (await save.run({ rev, form, target, dxMm: draft.dxMm, dyMm: draft.dyMm, fields: draft.fields.map(field => ({ ...field })) })) void message.success(t('nudge.saved', '位置已保存,下一次打印即生效'))
  }
  async function loadScan(): Promise<void> {
    try {
      if (await call('printing.loadScan', { form })) await scan.refetch()
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      void message.error(failureText(error))
    }
  }
  async function reset(): Promise<void> {
    if (await modal.confirm({ title: t('nudge.resetTitle', '把这一层的位置全部归零?'), content: t('nudge.resetText', '归零后仍要保存才生效,也可以撤销。') })) change({ dxMm: 0, dyMm: 0, fields: [] })
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void keep())
  useShortcut(['Ctrl+Z'], undo)
  useEffect(() => { stage.current?.focus() }, [])

  const targets: ShiftTarget[] = [
    { level: 'institution' }, ...(form === 'birth-certificate' ? (['6', '7'] as const).map(edition => ({ level: 'edition' as const, edition })) : []),
    ...printing.profiles.filter(one => one.form === form).map(one => ({ level: 'printer' as const, printerName: one.printerName, tray: one.tray })),
  ]
  if (target.level === 'printer' && !targets.some(one => JSON.stringify(one) === JSON.stringify(target))) targets.push(target)
  const single = chosen.length === 1 ? shiftOf(draft, chosen[0]!) : undefined
  const now = chosen.length === 0 ? draft : chosen.length > 1 ? { dxMm: null, dyMm: null } : { dxMm: single?.dxMm ?? 0, dyMm: single?.dyMm ?? 0 }
  const setValue = (part: 'dxMm' | 'dyMm', mm: number | null): void => {
    if (mm === null) return
    change(chosen.length === 0 ? { ...draft, [part]: tenth(mm) } : withFields(key => ({ dxMm: shiftOf(draft, key)?.dxMm ?? 0, dyMm: shiftOf(draft, key)?.dyMm ?? 0, [part]: tenth(mm) })))
  }
  return (
    <Page
      title={t('nudge.title', '微调字段位置')} subtitle={formText(form)} back="/printing"
      actions={[
        { key: 'undo', label: t('nudge.undo', '撤销'), shortcut: 'Ctrl+Z', disabled: past.length === 0, run: undo },
        { key: 'reset', label: t('calibration.reset', '恢复默认'), run: () => void reset() },
        { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: save.busy, disabled: !isDirty || isBlocked, run: () => void keep() },
      ]}
    >
      <div className="nudge">
        <div className="nudge-side">
          <Panel>
            <FormArea>
              <LabelledInput id="nudge-target" label={t('calibration.level', '层次')}>
                <Select id="nudge-target" className="list-input" value={JSON.stringify(target)} options={targets.map(one => ({ value: JSON.stringify(one), label: targetText(one) }))} onChange={text => void navigate(nudgeAddress(form, JSON.parse(text) as ShiftTarget), { replace: true })} />
              </LabelledInput>
              <LabelledInput id="nudge-fields" label={t('nudge.fields', '字段(可多选;不选则移动整页)')}>
                <Select id="nudge-fields" mode="multiple" className="list-input" maxTagCount={2} allowClear optionFilterProp="label" value={[...chosen]} onChange={keys => setChosen(keys as string[])} placeholder={t('nudge.wholePage', '整页')}
                  options={fields.map(field => ({ value: keyOf(field), label: field.partTitle ? `${field.partTitle} ${field.label}` : field.label }))} />
              </LabelledInput>
              <div className="nudge-values">
                <LabelledInput id="nudge-dx" label={t('printing.dx', '右移 mm')} span={1}><NumberInput id="nudge-dx" value={now.dxMm} decimals={1} unit="mm" disabled={chosen.length > 1} onChange={mm => setValue('dxMm', mm)} /></LabelledInput>
                <LabelledInput id="nudge-dy" label={t('printing.dy', '下移 mm')} span={1}><NumberInput id="nudge-dy" value={now.dyMm} decimals={1} unit="mm" disabled={chosen.length > 1} onChange={mm => setValue('dyMm', mm)} /></LabelledInput>
              </div>
            </FormArea>
            {issues.length > 0 ? <Issues issues={issues} /> : null}
          </Panel>
          <Panel title={t('nudge.keys', '在纸面上按键')}>
            <dl className="nudge-keys">
              <dt><kbd>←↑↓→</kbd></dt><dd>{t('nudge.keyArrow', '移动 0.1 毫米')}</dd>
              <dt><kbd>Shift</kbd></dt><dd>{t('nudge.keyShift', '同时按方向键,移动 1 毫米')}</dd>
              <dt><kbd>Tab</kbd></dt><dd>{t('nudge.keyTab', '下一个字段(Shift+Tab 上一个)')}</dd>
              <dt><kbd>Esc</kbd></dt><dd>{t('nudge.keyEsc', '取消选择;再按一次离开纸面')}</dd>
            </dl>
          </Panel>
          <Panel title={t('nudge.scan', '空白证件扫描图')}>
            <p className="hint">{t('nudge.scanNote', '只在本机这个屏幕上衬底,加密存放;不打印、不导出、不上报。')}</p>
            {scan.data ? <p className="hint">{t('nudge.scanBy', '{{name}} 于 {{at}} 载入', { name: scan.data.loadedByName, at: instantText(scan.data.loadedAt) })}</p> : null}
            <Space wrap>
              <Button onClick={() => void loadScan()}>{scan.data ? t('nudge.otherScan', '换一张') : t('nudge.loadScan', '载入扫描图')}</Button>
              {scan.data ? <Button danger loading={removeScan.busy} onClick={() => void removeScan.run({ form }).then(() => scan.refetch())}>{t('nudge.removeScan', '删除扫描图')}</Button> : null}
            </Space>
          </Panel>
          {target.level === 'printer' ? <Alert type="info" showIcon title={t('nudge.printerNote', '整页的偏移属于这台打印机的校准:保存后加到校准数值里。')} /> : null}
        </div>
        <div ref={stage} className="nudge-stage" tabIndex={0} role="application" aria-label={t('nudge.stage', '纸面:方向键移动,Tab 选下一个字段')} onKeyDown={onKeyDown}>
          <Loaded of={sample}>
            {({ html }) => (
              <div style={{ width: `calc(210mm * ${ZOOM})`, height: `calc(297mm * ${ZOOM})` }}>
                <div className="nudge-paper" style={{ transform: `scale(${ZOOM})` }}>
                  {scan.data ? <img alt={t('nudge.scan', '空白证件扫描图')} src={scan.data.dataUrl} /> : null}
                  <iframe title={t('nudge.sample', '样例')} sandbox="" srcDoc={html} tabIndex={-1} />
                  <svg viewBox="0 0 210 297">
                    {fields.map(field => <FieldBox key={keyOf(field)} field={field} isChosen={chosen.includes(keyOf(field))} isBad={issues.some(issue => issue.path === keyOf(field))}
                      onChoose={event => {
                        const key = keyOf(field)
                        stage.current?.focus()
                        setChosen(event.ctrlKey || event.shiftKey ? (chosen.includes(key) ? chosen.filter(one => one !== key) : [...chosen, key]) : [key])
                      }} />)}
                  </svg>
                </div>
              </div>
            )}
          </Loaded>
        </div>
      </div>
    </Page>
  )
}

function FieldBox({ field, isChosen, isBad, onChoose }: { field: PaperField; isChosen: boolean; isBad: boolean; onChoose(event: MouseEvent): void }) {
  const box = useRef<SVGRectElement>(null)
  useEffect(() => { if (isChosen) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) }, [isChosen])
  return (
    <rect ref={box} className={`nudge-field${isChosen ? ' is-chosen' : ''}${isBad ? ' is-bad' : ''}`} data-field={keyOf(field)} x={field.x} y={field.y} width={field.w} height={field.h} onClick={onChoose}>
      <title>{`${field.partTitle} ${field.label}`}</title>
    </rect>
  )
}
