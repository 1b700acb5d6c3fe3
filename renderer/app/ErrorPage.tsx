import { Button, Result, Space } from 'antd'
import { useNavigate, useRouteError } from 'react-router'
import { t } from './i18n.ts'

/** A page broke: what was typed is in the draft, and there is a way back. */
export function ErrorPage() {
  const error = useRouteError()
  const navigate = useNavigate()
  return (
    <Result
      status="error" title={t('errorPage.title', '这个页面出错了')} subTitle={t('errorPage.text', '已保存的记录没有受影响,填写中的内容在草稿里。请返回重试;再次出现时把下面的文字告诉管理员。')}
      extra={<Space><Button type="primary" onClick={() => location.reload()}>{t('errorPage.reload', '重新载入')}</Button><Button onClick={() => void navigate('/')}>{t('page.home', '回到首页')}</Button></Space>}
    >
      {/* The name of the fault only: a message can hold what was typed. */}
      <code>{error instanceof Error ? `${error.name} ${error.stack?.split('\n').slice(1, 4).map(line => line.trim()).join(' ') ?? ''}` : ''}</code>
    </Result>
  )
}
