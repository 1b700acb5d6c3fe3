import { Select } from 'antd'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FormArea, LabelledInput, Page, Panel, PaperPreview, RadioInput, useAddressFilters } from '../../kit/index.ts'

/** What a family takes home: advice for the age, with the child's name when it comes from a file. */
export default function HandoutPage() {
  const { params, change } = useAddressFilters()
  const fileId = params.get('file')
  const contact = CHILD_CONTACT.values.find(one => one === params.get('contact')) ?? 'month1'
  const paper = params.get('paper') === 'A5' ? 'A5' as const : 'A4' as const
  const asked = { contact, paper, ...(fileId ? { fileId } : {}) }
  return (
    <Page title={t('handout.title', '儿童保健指导单')} back={fileId ? `/children/${fileId}` : '/children'}>
      <Panel>
        <FormArea><div className="filters">
          <LabelledInput id="handout-contact" label={t('handout.age', '月龄')}>
            <Select id="handout-contact" className="list-input" value={contact} options={CHILD_CONTACT.list.map(one => ({ value: one.code, label: codeText(CHILD_CONTACT, one.code) }))} onChange={next => change({ contact: next })} />
          </LabelledInput>
          <LabelledInput id="handout-paper" label={t('handout.paper', '纸张')}><RadioInput id="handout-paper" value={paper} choices={[{ value: 'A4', label: 'A4' }, { value: 'A5', label: 'A5' }]} onChange={next => change({ paper: next ?? 'A4' })} /></LabelledInput>
        </div></FormArea>
      </Panel>
      <PaperPreview paper="child.handout" input={asked} form="child-handout" title={t('handout.title', '儿童保健指导单')} />
    </Page>
  )
}
