import { Button, Space } from 'antd'
import { useNavigate } from 'react-router'
import { PRENATAL_TEST } from '../../../domain/code/prenatal-record.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Dialog, useShortcut } from '../../kit/index.ts'
import { type Opened, testsWithoutResult } from './screening.ts'

const WITH_TUBE = new Set(['received', 'testing', 'reported'])

/** Which result is entered: of a tube that waits for it, or a scan. The digit before a choice takes it. */
export function AddResultDialog({ opened, onClose }: { opened: Opened; onClose(): void }) {
  const navigate = useNavigate()
  const of = `/prenatal/${opened.head.pregnancyId}/results/new?test=`
  const choices = [
    ...opened.samples.filter(({ sample }) => WITH_TUBE.has(sample.state)).flatMap(sample => testsWithoutResult(sample, opened).map(test => ({ to: `${of}${test}&sample=${sample.sample.id}`, label: `${codeText(PRENATAL_TEST, test)} · ${sample.sample.barcode ?? ''}` }))),
    ...PRENATAL_TEST.list.filter(({ sample }) => sample === null).map(({ code }) => ({ to: `${of}${code}`, label: codeText(PRENATAL_TEST, code) })),
  ].slice(0, 9)
  const choose = (index: number): void => { const choice = choices[index]; if (choice) void navigate(choice.to) }
  useShortcut(choices.map((_, index) => String(index + 1)), event => choose(Number(event.key) - 1), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog footer={null} title={t('prenatalScreen.whichResult', '登记哪一项结果')} onCancel={onClose}>
      <Space orientation="vertical" className="list-input">
        {choices.map((choice, index) => <Button key={choice.to} block onClick={() => choose(index)}><kbd>{index + 1}</kbd> {choice.label}</Button>)}
        <p className="hint">{t('prenatalScreen.tubeFirst', '血液检测的结果在样本签收后登记')}</p>
      </Space>
    </Dialog>
  )
}
