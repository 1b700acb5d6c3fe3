import { useNavigate } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import type { PageAction } from '../../kit/index.ts'

/** After a 42-day check: the way to her pelvic file, or to a new one that begins with this check. */
export function usePelvicEntrance(womanId: string, checkId: string | undefined): readonly PageAction[] {
  const navigate = useNavigate()
  const [mayRead, mayWrite] = [useMay('pelvic.read'), useMay('pelvic.write')]
  const known = useCall('pelvic.file.of', { womanId }, { enabled: mayRead && checkId !== undefined })
  if (!known.data || checkId === undefined) return []
  const { fileId, state } = known.data
  if (state === 'open' || (fileId && !mayWrite)) return [{ key: 'pelvic', label: t('pelvicFile.title', '盆底档案'), shortcut: 'Shift+F4', run: () => void navigate(`/pelvic/${fileId}`) }]
  return mayWrite ? [{ key: 'pelvic', label: t('pelvicFile.enter', '转盆底专科'), shortcut: 'Shift+F4', run: () => void navigate(`/pelvic/new?woman=${womanId}&check=${checkId}`) }] : []
}
