import { Alert, App, Button, Descriptions, Input, type InputRef, Select } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { PDF_PRINTER } from '../../../domain/api/certificate-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { normaliseScan } from '../../../domain/rule/certificate-number.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Issues, Loaded, Panel, PrintPreview, saveFile, ScanTarget, usePrinter, useShortcut } from '../../kit/index.ts'
import type { Desk } from './names.ts'
import { OthersWork } from './OthersWork.tsx'
import { PrintQuestion } from './PrintQuestion.tsx'

const FORM = 'birth-certificate'
type Outcome = 'sent' | 'cancelled' | 'failed'

/** Step 打印: the next number, the sheet in hand scanned, the print, and the question that follows it. */
export function PrintStep({ desk, name }: { desk: Desk; name: string }) {
  const { message } = App.useApp()
  const mayPrint = useMay('certificate.print')
  const printer = useCertificatePrinter()
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const begin = useWrite('certificate.beginPrint', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  const print = useWrite('certificate.print')
  // The desk is loaded again between the two calls: the step stays and goes on.
  const [isPrinting, setIsPrinting] = useState(false)

  async function send(certificateId: string, number: string): Promise<void> {
    setIsPrinting(true)
    setOutcome(null)
    const answer = await print.run({ certificateId, printerName: printer.name, ...(printer.tray === undefined ? {} : { tray: printer.tray }) })
    setIsPrinting(false)
    if (!answer) return
    setOutcome(answer.outcome)
    setFailure(answer.reason)
    if (!answer.pdfBase64) return
    try {
      const saved = await saveFile(t('print.overprintFile', '套打-{{number}}.pdf', { number }), answer.pdfBase64)
      if (saved) void message.success(t('print.saved', '已保存到 {{path}}', { path: saved }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      void message.error(failureText(error))
    }
  }
  async function start(scannedNumber: string): Promise<void> {
    if (!desk.registration || isPrinting || begin.busy) return
    setIssues([])
    setIsPrinting(true)
    const begun = await begin.run({ registrationId: desk.registration.id, scannedNumber })
    setIsPrinting(false)
    if (begun) await send(begun.certificateId, begun.number)
  }
  if (!mayPrint) return <OthersWork permission="certificate.print" text={desk.step === 'ask' ? t('print.askOthers', '编号 {{number}} 正在打印,由签发人员回答“印好了吗?”。', { number: desk.certificate?.number ?? '' }) : desk.replacement ? t('replace.printOthers', '申请已批准,由签发人员打印。') : t('print.others', '登记表已完成,由签发人员打印。')} />
  if (desk.step === 'ask' && desk.certificate) {
    const sheet = desk.certificate
    return (
      <Panel>
        <PrintQuestion
          sheet={sheet} name={name} mayPrint={desk.mayPrint} isPrinting={isPrinting} outcome={outcome} failure={failure} onPrint={() => void send(sheet.id, sheet.number)}
          printerChoice={<PrinterChoice printer={printer} />}
        />
      </Panel>
    )
  }
  return desk.registration ? <ChooseSheet registrationId={desk.registration.id} printer={printer} issues={issues} busy={isPrinting} onPrint={number => void start(number)} /> : null
}

function ChooseSheet({ registrationId, printer, issues, busy, onPrint }: { registrationId: string; printer: Printer; issues: readonly FieldIssue[]; busy: boolean; onPrint(number: string): void }) {
  const next = useCall('certificate.nextNumber', null)
  const preview = useCall('certificate.preview', { registrationId, printerName: printer.name, ...(printer.tray === undefined ? {} : { tray: printer.tray }) }, { keepPrevious: true })
  const [scan, setScan] = useState('')
  const [scanCount, setScanCount] = useState(0)
  const input = useRef<InputRef>(null)
  const button = useRef<HTMLButtonElement>(null)
  const scanned = normaliseScan(scan)
  const paperBlocked = preview.data?.issues.some(issue => issue.level === 'block') ?? false
  const isProposed = scanned !== '' && scanned === next.data?.number
  const fits = useRef(isProposed)
  useEffect(() => { fits.current = isProposed })
  // After the scan is on the screen, not before: a button that is still disabled takes no focus.
  useEffect(() => { if (scanCount > 0) (fits.current ? button.current : input.current)?.focus() }, [scanCount])
  const cannot = busy || scanned === '' || paperBlocked
  const print = () => { if (!cannot) onPrint(scanned); else if (!busy) input.current?.focus() }
  useShortcut(['Ctrl+P', 'Ctrl+Enter'], print)
  return (
    <div className="print-step">
      <Panel title={t('print.sheet', '取纸、扫描、打印')}>
        <Loaded of={next}>
          {({ number: proposed, inHand }) => proposed === null
            ? <Alert type="error" showIcon title={t('print.noBlanks', '您手中没有空白证件,请先向证件管理员领用')} action={<Link to="/stock">{t('menu.stock', '空白证件')}</Link>} />
            : (
              <>
                <div className="field-label">{t('print.use', '请取这一张空白证件')}</div>
                <div className="number huge" aria-live="polite">{proposed}</div>
                <div className="hint">{t('print.inHand', '您手中共有 {{count}} 张', { count: inHand })}</div>
                <ScanTarget onScan={number => { setScan(number); setScanCount(count => count + 1) }} />
                <ScanInput id="scan" inputRef={input} value={scan} expected={proposed} onChange={setScan} onEnter={() => { if (scanned === proposed) button.current?.focus() }} />
                {issues.length > 0 ? <Issues issues={issues} /> : null}
                <PrinterChoice printer={printer} />
                <Button ref={button} className="big-button" type="primary" size="large" block loading={busy} disabled={scanned === '' || paperBlocked} onClick={print}>{printer.name === PDF_PRINTER ? t('print.toPdf', '占用编号并生成套打 PDF') : t('print.print', '打印')} <kbd>Ctrl+P</kbd></Button>
                <p className="hint">{t('print.after', '打印前请把 {{number}} 放入打印机。打印后程序会问“印好了吗?”,回答之前编号一直占用。', { number: proposed })}</p>
              </>
            )}
        </Loaded>
      </Panel>
      <Panel title={t('print.preview', '套打预览')}>
        <Loaded of={preview}>{({ html, issues: found }) => <PrintPreview form={FORM} html={html} issues={found} title={t('print.preview', '套打预览')} startZoom={0.5} />}</Loaded>
      </Panel>
    </div>
  )
}

/** The number of the sheet in hand: a barcode scanner is a keyboard that ends with Enter. */
export function ScanInput({ id, inputRef, value, expected, onChange, onEnter }: { id: string; inputRef?: RefObject<InputRef | null>; value: string; expected: string; onChange(value: string): void; onEnter(): void }) {
  const scanned = normaliseScan(value)
  const isComplete = scanned.length >= expected.length
  const fits = scanned === expected
  return (
    <div className="field scan" data-field="scannedNumber">
      <label htmlFor={id} className="field-label">{t('scan.label', '扫描或输入手中这张纸的编号')}<span className="required"> *</span></label>
      <Input
        id={id} ref={inputRef ?? null} className="scan-input number" size="large" autoFocus value={value} autoComplete="off" spellCheck={false} maxLength={40} {...(isComplete && !fits ? { status: 'error' as const } : {})}
        aria-describedby={`${id}-result`} onFocus={event => event.target.select()} onChange={event => onChange(event.target.value)}
        onKeyDown={event => { if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing && event.keyCode !== 229) { event.preventDefault(); onEnter() } }}
      />
      <div id={`${id}-result`} className={fits ? 'scan-good' : 'issue is-block'} role="status">
        {fits ? t('scan.good', '✓ 编号一致') : isComplete ? t('scan.other', '与编号 {{expected}} 不同,请核对是否拿错了纸', { expected }) : ''}
      </div>
    </div>
  )
}

type Profile = SettingValue<'printing'>['profiles'][number]
type Printer = {
  name: string; options: readonly { value: string; label: string }[]; profile: Profile | undefined; choose(name: string): void
  /** Trays this printer is calibrated for; a printer with one need not be asked. */
  trays: readonly string[]; tray: string | undefined; chooseTray(tray: string): void
}
const TRAY_KEY = `printer.tray.${FORM}`

function useCertificatePrinter(): Printer {
  const { printers, printer, choose } = usePrinter(FORM)
  const [wantsPdf, setWantsPdf] = useState(() => localStorage.getItem(`printer.${FORM}`) === PDF_PRINTER)
  const printing = useCall('setting.get', { key: 'printing' }, { staleTimeMs: 60_000 }).data?.value as SettingValue<'printing'> | undefined
  const [wishedTray, setWishedTray] = useState(() => localStorage.getItem(TRAY_KEY) ?? '')
  const name = wantsPdf || printer === '' ? PDF_PRINTER : printer
  const profiles = printing?.profiles.filter(profile => profile.printerName === name && profile.form === FORM) ?? []
  const profile = profiles.find(one => one.tray === wishedTray) ?? profiles[0]
  return {
    name, profile, trays: profiles.map(one => one.tray), tray: profile?.tray, chooseTray: tray => { localStorage.setItem(TRAY_KEY, tray); setWishedTray(tray) },
    options: [...printers.map(one => ({ value: one.name, label: one.displayName || one.name })), { value: PDF_PRINTER, label: t('print.pdfPrinter', 'PDF 文件(在别处打印)') }],
    choose: next => { setWantsPdf(next === PDF_PRINTER); choose(next) },
  }
}

function PrinterChoice({ printer }: { printer: Printer }) {
  const { profile } = printer
  return (
    <div className="field printer-choice">
      <label htmlFor="certificate-printer" className="field-label">{t('print.printer', '打印机')}</label>
      <Select id="certificate-printer" className="list-input" value={printer.name} options={[...printer.options]} onChange={printer.choose} />
      {printer.trays.length > 1 ? (
        <>
          <label htmlFor="certificate-tray" className="field-label">{t('calibration.tray', '纸盒')}</label>
          <Select id="certificate-tray" className="list-input" value={printer.tray ?? ''} options={printer.trays.map(tray => ({ value: tray, label: tray || t('calibration.onlyTray', '默认纸盒') }))} onChange={printer.chooseTray} />
        </>
      ) : null}
      {profile
        ? <Descriptions className="facts" size="small" column={3} colon={false} items={[
          { key: 'dx', label: t('print.dx', '右移'), children: `${profile.dxMm} mm` }, { key: 'dy', label: t('print.dy', '下移'), children: `${profile.dyMm} mm` },
          { key: 'scale', label: t('print.scale', '缩放'), children: `${profile.scaleX} × ${profile.scaleY}` },
        ]} />
        : printer.name === PDF_PRINTER ? <div className="hint">{t('print.noCalibration', 'PDF 按版式原位置,不做校准')}</div>
        : <div className="issue is-warn">{t('print.notCalibrated', '这台打印机还没有校准,请先用普通 A4 纸试打核对位置')} <Link to="/printing/wizard" className="link-in-text">{t('calibration.wizard', '校准打印机')}</Link></div>}
    </div>
  )
}
