import { useNavigate } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useShortcut } from '../../kit/index.ts'

/** 建设自评 as it is printed. */
export default function SelfAssessmentPaperPage() {
  const navigate = useNavigate()
  useShortcut(['Escape'], () => void navigate('/settings/pelvicSelfAssessment'))
  return (
    <Page title={t('pelvicSelf.print', '打印建设自评')} back="/settings/pelvicSelfAssessment">
      <PaperPreview paper="pelvic.selfAssessment" input={{ paper: 'A4' }} form="pelvic-self-assessment" title={t('settings.pelvicSelfAssessment', '盆底专科建设自评')} />
    </Page>
  )
}
