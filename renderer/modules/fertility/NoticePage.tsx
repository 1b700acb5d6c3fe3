import { useNavigate, useParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useShortcut } from '../../kit/index.ts'

/** 孕前优生健康检查服务结果告知书 of a couple. */
export default function NoticePage() {
  const { coupleId = '' } = useParams()
  const navigate = useNavigate()
  const back = `/preconception/${coupleId}`
  useShortcut(['Escape'], () => void navigate(back))
  return (
    <Page title={t('preconceptionScreen.print', '打印结果告知书')} back={back}>
      <PaperPreview paper="fertility.paper" input={{ what: 'notice', id: coupleId }} form="preconception-notice" title={t('preconceptionScreen.noticeTitle', '孕前优生健康检查服务结果告知书')} />
    </Page>
  )
}
