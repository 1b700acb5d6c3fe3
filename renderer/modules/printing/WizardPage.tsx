import { Alert, App, Button, Input, Select, Space, Steps } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { CALIBRATED_FORMS } from '../../../domain/api/printing-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { crossErrorMm, CROSSES, GOOD_ENOUGH_MM, type MeasuredCrosses, NO_OFFSET, type PrintOffset, solveCalibration } from '../../../domain/print/calibration.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { FlagInput, focusFirstField, FormArea, formText, Issues, LabelledInput, Loaded, NumberInput, Page, Panel, PrintPreview, RadioInput, usePrinter, useShortcut } from '../../kit/index.ts'
import { nudgeAddress, readAddress } from './address.ts'
import '../../kit/shared.css'
import './printing.css'

type Typed = { [K in keyof MeasuredCrosses]: number | null }
const NOTHING: Typed = { firstXMm: null, firstYMm: null, secondXMm: null, secondYMm: null }
const complete = (typed: Typed): MeasuredCrosses | null => (Object.values(typed).some(value => value === null) ? null : typed as MeasuredCrosses)

/** Calibrates one printer's tray: ruler page on plain paper, four typed distances, a second page to check. */
export default function WizardPage() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const setting = useCall('setting.get', { key: 'printing' })
  const { form: firstForm } = readAddress(search)
  const [form, setForm] = useState(firstForm)
  const { printers, printer: usual } = usePrinter(form)
  const [chosen, setChosen] = useState(search.get('printer') ?? '')
  const printerName = chosen || usual
  const [tray, setTray] = useState(search.get('tray') ?? '')
  const [silent, setSilent] = useState(true)
  const [paper, setPaper] = useState({ isA4: true, portrait: true, percent: 100 as number | null })
  const [used, setUsed] = useState<PrintOffset | null>(null)
  const [isPrinted, setPrinted] = useState(false)
  const [typed, setTyped] = useState<Typed>(NOTHING)
  const [refused, setRefused] = useState<readonly FieldIssue[]>([])
  const [error, setError] = useState<string | null>(null)
  const measuring = useRef<HTMLDivElement>(null)
  const ruler = useCall('printing.rulerPreview', { form, used }, { keepPrevious: true })
  const send = useWrite('printing.ruler', failure => { setRefused(failure.fields); return failure.fields.length > 0 })
  const save = useWrite('printing.calibrate', failure => { setRefused(failure.fields); return failure.code === 'invalid' && failure.fields.length > 0 })

  const measured = complete(typed)
  const solved = measured ? solveCalibration(measured, used ?? NO_OFFSET) : null
  const isBlocked = solved?.issues.some(issue => issue.level === 'block') ?? true
  const leftMm = measured ? crossErrorMm(measured) : null
  const isGood = used !== null && leftMm !== null && leftMm <= GOOD_ENOUGH_MM
  const step = used ? 2 : isPrinted ? 1 : 0

  async function print(): Promise<void> {
    if (send.busy || !printerName) return
    setRefused([])
    setError(null)
    const answer = await send.run({ form, printerName, silent, used })
    if (!answer) return
    if (answer.outcome === 'failed') { setError(t('calibration.notSent', '标尺页没有送到打印机:{{reason}}', { reason: answer.reason ?? '' })); return }
    if (answer.outcome === 'cancelled') return
    setPrinted(true)
    setTyped(NOTHING)
    requestAnimationFrame(() => focusFirstField(measuring.current))
  }
  async function keep(): Promise<void> {
    if (!measured || !solved || isBlocked || save.busy || !setting.data) return
    setRefused([])
    const saved = await save.run({
      rev: setting.data.rev, form, printerName, tray: tray.trim(), silent, paper: paper.isA4 ? 'A4' : 'other', portrait: paper.portrait, driverPercent: paper.percent ?? 0, used, measured,
    })
    if (!saved) return
    const { dxMm, dyMm, scaleX, scaleY } = saved.profile
    setUsed({ dxMm, dyMm, scaleX, scaleY })
    setPrinted(false)
    setTyped(NOTHING)
    void message.success(t('calibration.kept', '已保存:右移 {{dx}}、下移 {{dy}} 毫米,缩放 {{x}} × {{y}}', { dx: dxMm, dy: dyMm, x: scaleX, y: scaleY }))
  }
  function finish(): void {
    void message.success(t('calibration.finished', '校准完成'))
    void navigate('/printing')
  }
  useShortcut(['Ctrl+P'], () => void print())
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (isGood) finish(); else void keep() })
  const changePlace = (change: () => void): void => { change(); setUsed(null); setPrinted(false); setTyped(NOTHING); setRefused([]) }
  const distance = (name: keyof MeasuredCrosses, label: string, expected: number) => (
    <LabelledInput id={`measured-${name}`} label={t('calibration.distance', '{{label}}(应为 {{expected}})', { label, expected: expected.toFixed(1) })} span={1} required issues={[...(solved?.issues ?? []), ...refused].filter((issue, at, all) => issue.path === name && all.findIndex(one => one.message.key === issue.message.key) === at)}>
      <NumberInput id={`measured-${name}`} value={typed[name]} decimals={1} unit="mm" onChange={value => { setTyped({ ...typed, [name]: value }); setRefused([]) }} />
    </LabelledInput>
  )
  const others = refused.filter(issue => !(issue.path in NOTHING))
  const isKnown = printers.some(one => one.name === printerName)
  return (
    <Page title={t('calibration.wizard', '校准打印机')} back="/printing">
      <div className="wizard">
        <div className="wizard-steps">
          <Panel>
            <Steps size="small" current={step} items={[{ title: t('calibration.step1', '打印标尺页') }, { title: t('calibration.step2', '量两个十字') }, { title: t('calibration.step3', '再打一张检查') }]} />
          </Panel>
          <Panel title={t('calibration.choose', '打印机')}>
            <FormArea>
              <div className="field-grid columns-2">
                <LabelledInput id="wizard-printer" label={t('print.printer', '打印机')} required>
                  <Select id="wizard-printer" className="list-input" value={printerName || null} placeholder={t('print.noPrinter', '没有找到打印机')} onChange={name => changePlace(() => setChosen(name))}
                    options={[...new Set([...printers.map(one => one.name), printerName].filter(Boolean))].map(name => ({ value: name, label: printers.find(one => one.name === name)?.displayName || name }))} />
                </LabelledInput>
                <LabelledInput id="wizard-tray" label={t('calibration.trayLabel', '纸盒(只有一个时不填)')}>
                  <Input id="wizard-tray" value={tray} maxLength={40} placeholder={t('calibration.trayHint', '如:手动进纸')} onChange={event => changePlace(() => setTray(event.target.value))} />
                </LabelledInput>
                <LabelledInput id="wizard-form" label={t('printing.form', '表单')}>
                  <Select id="wizard-form" className="list-input" value={form} options={CALIBRATED_FORMS.map(one => ({ value: one, label: formText(one) }))} onChange={next => changePlace(() => setForm(next))} />
                </LabelledInput>
                <LabelledInput id="wizard-silent" label={t('printing.silent', '不弹出系统对话框')}>
                  <FlagInput id="wizard-silent" required value={silent} onChange={answer => setSilent(answer === true)} />
                </LabelledInput>
                <LabelledInput id="wizard-paper" label={t('calibration.paper', '驱动里的纸张')}>
                  <RadioInput id="wizard-paper" required value={paper.isA4 ? 'A4' : 'other'} choices={[{ value: 'A4', label: 'A4' }, { value: 'other', label: t('calibration.otherPaper', '其他') }]} onChange={value => setPaper({ ...paper, isA4: value === 'A4' })} />
                </LabelledInput>
                <LabelledInput id="wizard-portrait" label={t('calibration.orientation', '方向与缩放')}>
                  <Space>
                    <RadioInput id="wizard-portrait" required value={paper.portrait ? 'portrait' : 'landscape'} choices={[{ value: 'portrait', label: t('calibration.portrait', '纵向') }, { value: 'landscape', label: t('calibration.landscape', '横向') }]} onChange={value => setPaper({ ...paper, portrait: value === 'portrait' })} />
                    <div className="percent"><NumberInput id="wizard-percent" label={t('calibration.percent', '驱动缩放')} value={paper.percent} unit="%" onChange={percent => setPaper({ ...paper, percent })} /></div>
                  </Space>
                </LabelledInput>
              </div>
              {printerName && !isKnown ? <div className="issue is-block">{t('calibration.unknownPrinter', '这台电脑上没有打印机“{{printer}}”,请另选', { printer: printerName })}</div> : null}
              {others.length > 0 ? <Issues issues={others} /> : null}
              {error ? <Alert className="form-alert" type="error" showIcon title={error} /> : null}
              <Space className="form-buttons">
                <Button type={isPrinted ? 'default' : 'primary'} loading={send.busy} disabled={!isKnown} onClick={() => void print()}>{used ? t('calibration.printCheck', '打印检查页') : t('calibration.printRuler', '打印标尺页')} <kbd>Ctrl+P</kbd></Button>
                <span className="hint">{t('calibration.plainPaper', '放普通 A4 白纸,不要放空白证件。不占用编号。')}</span>
              </Space>
            </FormArea>
          </Panel>
          <Panel title={used ? t('calibration.measureCheck', '检查:再量一次') : t('calibration.measure', '量两个十字的中心')}>
            <p className="hint">{t('calibration.how', '从纸的左边、上边量起,精确到 0.1 毫米。')}</p>
            <FormArea areaRef={measuring}>
              <div className="wizard-distances">
                {distance('firstXMm', t('calibration.firstX', '左上十字 距左边'), CROSSES.first.xMm)}
                {distance('firstYMm', t('calibration.firstY', '左上十字 距上边'), CROSSES.first.yMm)}
                {distance('secondXMm', t('calibration.secondX', '右下十字 距左边'), CROSSES.second.xMm)}
                {distance('secondYMm', t('calibration.secondY', '右下十字 距上边'), CROSSES.second.yMm)}
              </div>
              {solved && !isBlocked ? (
                <Alert className="form-alert" type={isGood ? 'success' : 'info'} showIcon title={isGood
                  ? t('calibration.good', '最大误差 {{mm}} 毫米,位置正确。', { mm: leftMm.toFixed(1) })
                  : t('calibration.result', '最大误差 {{mm}} 毫米。保存后:右移 {{dx}}、下移 {{dy}} 毫米,缩放 {{x}} × {{y}}。', { mm: (leftMm ?? 0).toFixed(1), dx: solved.offset.dxMm, dy: solved.offset.dyMm, x: solved.offset.scaleX, y: solved.offset.scaleY })} />
              ) : null}
              <Space className="form-buttons">
                <Button data-save type={isPrinted ? 'primary' : 'default'} loading={save.busy} disabled={!solved || isBlocked} onClick={() => { if (isGood) finish(); else void keep() }}>
                  {isGood ? t('calibration.finish', '完成') : t('calibration.save', '保存校准')} <kbd>F2</kbd>
                </Button>
                {used ? <Button onClick={() => void navigate(nudgeAddress(form, { level: 'printer', printerName, tray: tray.trim() }))}>{t('calibration.toNudge', '微调字段')}</Button> : null}
              </Space>
            </FormArea>
          </Panel>
          {setting.data ? <Before value={setting.data.value as SettingValue<'printing'>} printerName={printerName} tray={tray.trim()} form={form} /> : null}
        </div>
        <Panel title={t('calibration.ruler', '标尺页')}>
          <Loaded of={ruler}>{({ html }) => <PrintPreview form="ruler" html={html} title={t('calibration.ruler', '标尺页')} startZoom={0.67} />}</Loaded>
        </Panel>
      </div>
    </Page>
  )
}

function Before({ value, printerName, tray, form }: { value: SettingValue<'printing'>; printerName: string; tray: string; form: string }) {
  const before = value.profiles.find(one => one.printerName === printerName && one.tray === tray && one.form === form)
  if (!before) return null
  return <p className="hint">{t('calibration.before', '现有校准:右移 {{dx}}、下移 {{dy}} 毫米,缩放 {{x}} × {{y}};保存后替换。标尺页第一次打印不带校准。', { dx: before.dxMm, dy: before.dyMm, x: before.scaleX, y: before.scaleY })}</p>
}
