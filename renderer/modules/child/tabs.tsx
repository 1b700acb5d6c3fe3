import type { ComponentType } from 'react'
import { t } from '../../app/i18n.ts'
import type { ChildHead } from '../../kit/ChildHeadLine.tsx'

export type { ChildHead }
/** A part of the clinic on the page of one child: loaded when it is first opened. */
export type ChildTab = {
  readonly key: string
  title(): string
  load(): Promise<{ default: ComponentType<{ fileId: string; head: ChildHead }> }>
}

/** Behind 随访, in this order. */
export const CHILD_TABS: readonly ChildTab[] = [
  { key: 'curve', title: () => t('childCurve.title', '生长曲线'), load: () => import('./CurveTab.tsx') },
  { key: 'screening', title: () => t('childScreening.tab', '新生儿筛查'), load: () => import('./screening/ScreeningTab.tsx') },
  { key: 'development', title: () => t('child.tab.development', '发育与孤独症'), load: () => import('./development/DevelopmentTab.tsx') },
  { key: 'cases', title: () => t('child.tab.cases', '专案'), load: () => import('./CasesTab.tsx') },
  { key: 'entrance', title: () => t('child.tab.entrance', '入园体检'), load: () => import('./EntranceTab.tsx') },
]
