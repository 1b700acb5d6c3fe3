import { App, Select } from 'antd'
import { useSearchParams } from 'react-router'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FormArea, LabelledInput, Loaded, Page, Panel, PrintPreview, RadioInput } from '../../kit/index.ts'

/** What a family takes home: advice for the age, with the child's name when it comes from a file. */
export default function HandoutPage() {
  const { message } = App.useApp()
  const [params, setParams] = useSearchParams()
  const fileId = params.get('file')
  const contact = CHILD_CONTACT.values.find(one => one === params.get('contact')) ?? 'month1'
  const paper = params.get('paper') === 'A5' ? 'A5' as const : 'A4' as const
  const asked = { contact, paper, ...(fileId ? { fileId } : {}) }
  const preview = useCall('child.handout.preview', asked, { keepPrevious: true })
  const print = useWrite('child.handout.print')
  const pdf = useWrite('child.handout.pdf')
  const save = useWrite('workstation.saveFile')
  const change = (name: string, value: string): void => setParams(before => { const next = new URLSearchParams(before); next.set(name, value); return next }, { replace: true })
  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ ...asked, printerName })
    if (answer?.outcome === 'sent') void message.success(t('referral.printed', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run(asked)
    const kept = made ? await save.run(made) : undefined
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Page title={t('handout.title', '儿童保健指导单')} back={fileId ? `/children/${fileId}` : '/children'}>
      <Panel>
        <FormArea><div className="filters">
          <LabelledInput id="handout-contact" label={t('handout.age', '月龄')}>
            <Select id="handout-contact" className="list-input" value={contact} options={CHILD_CONTACT.list.map(one => ({ value: one.code, label: codeText(CHILD_CONTACT, one.code) }))} onChange={next => change('contact', next)} />
          </LabelledInput>
          <LabelledInput id="handout-paper" label={t('handout.paper', '纸张')}><RadioInput id="handout-paper" value={paper} choices={[{ value: 'A4', label: 'A4' }, { value: 'A5', label: 'A5' }]} onChange={next => change('paper', next ?? 'A4')} /></LabelledInput>
        </div></FormArea>
      </Panel>
      <Loaded of={preview}>
        {({ html, issues }) => <PrintPreview form="child-handout" title={t('handout.title', '儿童保健指导单')} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}
      </Loaded>
    </Page>
  )
}
