import { useNavigate, useParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useShortcut } from '../../kit/index.ts'

/** 治疗预约单: what is shown is what is printed. */
export default function SlipPage() {
  const { courseId = '' } = useParams()
  const navigate = useNavigate()
  useShortcut(['Escape'], () => void navigate(-1))
  return <Page title={t('pelvicSlip.title', '打印治疗预约单')} back={true}><PaperPreview paper="pelvic.slip" input={{ courseId }} form="pelvic-slip" title={t('pelvicSlip.name', '盆底治疗预约单')} /></Page>
}
