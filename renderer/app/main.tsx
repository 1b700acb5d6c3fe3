import { createRoot } from 'react-dom/client'
import { call, CallFailure } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { startLanguage, t } from './i18n.ts'
import { PlainNote, PlainPage } from './plain.tsx'
import { setSession } from './session.ts'
import { Start } from './Start.tsx'

const root = createRoot(document.getElementById('root')!)
try {
  // Asked before anything is drawn: the first picture is already the right screen.
  const [system] = await Promise.all([call('system.state', null), startLanguage()])
  setSession({ system })
  root.render(<Start first={system} />)
} catch (error) {
  if (!(error instanceof CallFailure)) throw error
  root.render(<PlainPage title={t('start.failed', '程序没有启动成功')}><PlainNote kind="error">{failureText(error)}</PlainNote></PlainPage>)
}
