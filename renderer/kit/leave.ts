import { App } from 'antd'
import { type RefObject, useEffect } from 'react'
import { useBlocker } from 'react-router'
import { t } from '../app/i18n.ts'
import type { Draft } from './draft.ts'

/** Asks before another page is opened over unsaved work, and keeps the work as a draft. `leaving` true: the page goes on purpose. */
export function useLeaveQuestion(isDirty: () => boolean, draft: Pick<Draft, 'keepNow'>, leaving: RefObject<boolean>): void {
  const { modal } = App.useApp()
  const blocker = useBlocker(({ currentLocation, nextLocation }) => !leaving.current && isDirty() && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    void modal.confirm({
      title: t('form.leaveTitle', '有未保存的内容'), content: t('form.leaveText', '离开后内容保留在草稿中,下次打开时可以恢复。'),
      okText: t('form.leave', '离开'), cancelText: t('form.stay', '继续填写'),
      onOk: async () => { await draft.keepNow(); blocker.proceed() }, onCancel: () => blocker.reset(),
    })
  }, [blocker, draft, modal])
}

/** Asks before typed work is thrown away; answers what the clerk chose. */
export function useDiscardQuestion(): () => Promise<boolean> {
  const { modal } = App.useApp()
  return () => new Promise(resolve => {
    void modal.confirm({
      title: t('form.discardTitle', '放弃未保存的内容?'), content: t('form.discardText', '刚才填写的内容将不会保存,草稿也会删除。'),
      okText: t('form.discard', '放弃'), okButtonProps: { danger: true }, cancelText: t('form.stay', '继续填写'), onOk: () => resolve(true), onCancel: () => resolve(false),
    })
  })
}
