import { Segmented, Select, Space } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { EYE_PAPERS, type EyePaper } from '../../../domain/api/eye-paper-api.ts'
import { GLASSES_KIND } from '../../../domain/code/eye-check.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Loaded, Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'
import { useClassVisit } from './class-visit.ts'
import { visitText } from './eye-text.ts'
import type { EyeOpened } from './OverviewTab.tsx'

const paperText = (what: EyePaper): string => ({
  referral: t('eyePaper.referral', '转诊单与回执单'), file: t('eyePaper.file', '眼健康档案'), advice: t('eyePaper.advice', '护眼指导单'), glasses: t('eyeScreen.glasses', '配镜处方'),
})[what]

/** Of which row a paper may be, the newest first; the file is of the child. */
const CHOICES: Readonly<Record<EyePaper, (opened: EyeOpened) => { value: string; label: string }[]>> = {
  referral: ({ referrals }) => referrals.toReversed().map(row => ({ value: row.id, label: `${row.number ?? ''} ${row.referredDay}` })),
  file: () => [],
  advice: ({ visits }) => visits.toReversed().map(row => ({ value: row.id, label: `${visitText(row)} ${row.visitDay}` })),
  glasses: ({ glasses }) => glasses.toReversed().map(row => ({ value: row.id, label: `${codeText(GLASSES_KIND, row.kind)} ${row.prescribedDay}` })),
}
const nothingText = (what: EyePaper): string => what === 'referral' ? t('eyePaper.noReferral', '还没有转诊单可打印;请打开一次检查,按 F7 开转诊单') : t('eyePaper.noGlasses', '还没有配镜处方可打印;请在眼健康档案按 F8 开处方')
/** Where the page was opened from: the row itself, else the file. */
const BACK: Readonly<Record<EyePaper, string | null>> = { referral: 'referrals', file: null, advice: 'visits', glasses: 'glasses' }

/** The papers of a child's eyes: slip with receipt, eye health file with the advice sheet, the sheet alone, a prescription; what is shown is what is printed. */
export default function PaperPage() {
  const { fileId = '' } = useParams()
  const { params, change } = useAddressFilters()
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  const what = EYE_PAPERS.find(one => one === params.get('what')) ?? 'file'
  const id = params.get('id')
  const navigate = useNavigate()
  const ofClass = useClassVisit(fileId)
  const back = id && BACK[what] && ofClass.search === '' ? `/eyes/${fileId}/${BACK[what]}/${id}` : ofClass.back
  useShortcut(['Escape'], () => void navigate(back))
  return (
    <Page title={t('eyePaper.title', '打印眼保健表格')} subtitle={opened.data?.head.name ?? opened.data?.head.fileNumber ?? ''} back={back}>
      <Loaded of={opened}>{data => <Papers fileId={fileId} opened={data} what={what} id={id} change={change} />}</Loaded>
    </Page>
  )
}

function Papers({ fileId, opened, what, id, change }: { fileId: string; opened: EyeOpened; what: EyePaper; id: string | null; change(next: Record<string, string | null>): void }) {
  const choices = CHOICES[what](opened)
  const chosen = (choices.find(one => one.value === id) ?? choices[0])?.value
  const needsRow = what === 'referral' || what === 'glasses'
  const input = { fileId, what, ...(chosen ? { id: chosen } : {}) }
  return (
    <>
      <Space wrap className="child-filters">
        <Segmented<EyePaper> aria-label={t('childPaper.what', '表格')} value={what} onChange={next => change({ what: next, id: null })} options={EYE_PAPERS.map(one => ({ value: one, label: paperText(one) }))} />
        {choices.length > 1 ? <Select aria-label={t('eyePaper.of', '打印哪一份')} className="list-input" value={chosen ?? null} onChange={next => change({ id: next })} options={choices} /> : null}
      </Space>
      {needsRow && !chosen ? <p className="hint">{nothingText(what)}</p> : <PaperPreview key={JSON.stringify(input)} paper="eye.paper" input={input} form={what === 'glasses' ? 'eye-glasses' : 'eye-forms'} title={paperText(what)} />}
    </>
  )
}
