import { FilePdfOutlined, MinusOutlined, PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Select, Space } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FieldIssue } from '../../domain/message/message.ts'
import { useCall } from '../api/useCall.ts'
import { t } from '../app/i18n.ts'
import { Issues } from './field/Field.tsx'
import { useShortcut } from './shortcut.ts'

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5] as const
const PRINTER_KEY = 'printer.'

/** The printer chosen for a form: what this workstation used last, else the hospital's setting, else the system's own. */
export function usePrinter(form: string): { printers: readonly { name: string; displayName: string }[]; printer: string; choose(name: string): void } {
  const printers = useCall('workstation.printers', null, { staleTimeMs: 30_000 }).data ?? []
  const setting = useCall('setting.get', { key: 'printing' }, { staleTimeMs: 60_000 }).data?.value as { certificatePrinter?: string; formPrinter?: string } | undefined
  const [chosen, setChosen] = useState(() => localStorage.getItem(PRINTER_KEY + form) ?? '')
  const wished = [chosen, form === 'birth-certificate' ? setting?.certificatePrinter : setting?.formPrinter, printers.find(one => one.isDefault)?.name, printers[0]?.name]
  const printer = wished.find(name => name && printers.some(one => one.name === name)) ?? ''
  return { printers, printer, choose: name => { localStorage.setItem(PRINTER_KEY + form, name); setChosen(name) } }
}

export type PrintPreviewProps = {
  /** The form's id, for remembering its printer: `birth-certificate`, `registration-form`, `two-way-referral`. */
  form: string
  html: string
  issues?: readonly FieldIssue[]
  title: string
  onPrint?(printerName: string): void
  onPdf?(): void
  printing?: boolean
  /** Why printing is not possible now. */
  blocked?: string | undefined
  printText?: string
  inDialog?: boolean
  extra?: ReactNode
  /** The first size of the paper on the screen; 0.8 unless there is little room. */
  startZoom?: (typeof ZOOMS)[number]
}

/** The size of the sheet as the page itself tells the printer; A4 upright where it does not. */
function paperOf(html: string): { w: number; h: number } {
  const [, w, h] = /@page \{ size: ([\d.]+)mm ([\d.]+)mm/.exec(html) ?? []
  return { w: Number(w ?? 210), h: Number(h ?? 297) }
}

/** The paper exactly as the printer gets it: the same page of HTML, in a frame that can run nothing. */
export function PrintPreview({ form, html, issues = [], title, onPrint, onPdf, printing = false, blocked, printText, inDialog = false, extra, startZoom = 0.8 }: PrintPreviewProps) {
  const [zoom, setZoom] = useState(() => ZOOMS.indexOf(startZoom))
  const { printers, printer, choose } = usePrinter(form)
  const scale = ZOOMS[zoom] ?? 1
  const pages = Math.max(1, html.split('<section class="page"').length - 1)
  const paper = paperOf(html)
  const cannot = blocked !== undefined || issues.some(issue => issue.level === 'block')
  const print = () => { if (onPrint && printer && !cannot && !printing) onPrint(printer) }
  useShortcut(['Ctrl+P'], print, { inDialog, enabled: onPrint !== undefined })
  const canPrint = onPrint !== undefined && printer !== undefined && printer !== null && printer !== '' && !cannot
  const bar = useRef<HTMLDivElement>(null)
  const printButton = useRef<HTMLButtonElement>(null)
  const pdfButton = useRef<HTMLButtonElement>(null)
  // A dialog gives the cursor to its closing cross, and an Enter would take the paper away unseen: it belongs to the paper.
  useEffect(() => {
    const at = document.activeElement
    if (!inDialog || (at !== pdfButton.current && bar.current?.contains(at))) return
    const first = canPrint ? printButton.current : pdfButton.current
    first?.focus()
  }, [inDialog, canPrint])
  return (
    <div className="print-preview">
      <div ref={bar}><Space wrap className="print-bar">
        {onPrint ? (
          <>
            <label htmlFor={`${form}-printer`}>{t('print.printer', '打印机')}</label>
            <Select
              id={`${form}-printer`} value={printer || null} onChange={choose} className="printer-select" placeholder={t('print.noPrinter', '没有找到打印机')}
              options={printers.map(one => ({ value: one.name, label: one.displayName || one.name }))}
            />
            <Button ref={printButton} type="primary" icon={<PrinterOutlined />} onClick={print} loading={printing} disabled={cannot || !printer}>{printText ?? t('print.print', '打印')} <kbd>Ctrl+P</kbd></Button>
          </>
        ) : null}
        {onPdf ? <Button ref={pdfButton} icon={<FilePdfOutlined />} onClick={onPdf}>{t('print.pdf', '存为 PDF')}</Button> : null}
        <Button icon={<MinusOutlined />} aria-label={t('print.smaller', '缩小')} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)} />
        <span className="zoom">{Math.round(scale * 100)}%</span>
        <Button icon={<PlusOutlined />} aria-label={t('print.larger', '放大')} disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)} />
        {extra}
      </Space></div>
      {blocked ? <div className="issue is-block">{blocked}</div> : null}
      {onPrint && printers.length === 0 ? <div className="issue is-warn">{t('print.installPrinter', '这台电脑没有安装打印机,请先安装打印机,或存为 PDF')}</div> : null}
      {issues.length > 0 ? <Issues issues={issues} /> : null}
      <div className="paper-desk" tabIndex={0} role="region" aria-label={title}>
        <div style={{ width: `calc(${paper.w}mm * ${scale})`, height: `calc(${paper.h}mm * ${pages * scale})` }}>
          {/* Of a page whose millimetres are no whole pixels the last one would make the frame scroll. */}
          {/* No allow-scripts and no origin: what was typed into a name cannot become a program. */}
          <iframe title={title} sandbox="" srcDoc={html} tabIndex={-1} style={{ width: `${paper.w}mm`, height: `calc(${paper.h}mm * ${pages} + 1px)`, transform: `scale(${scale})` }} />
        </div>
      </div>
    </div>
  )
}
