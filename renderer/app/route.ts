import type { ComponentType, ReactNode } from 'react'
import type { Permission } from '../../domain/access/permission.ts'

/**
 * A page of the program. Addresses that pages of different modules lead to: `/people/:personId`, `/deliveries/:deliveryId`,
 * `/certificates/:newbornId` (the desk of one child), `/stock`, `/referrals/:referralId`, `/packages`, `/backup`, `/pregnancies/:pregnancyId`. A module exports its pages as `routes` from
 * `renderer/modules/<module>/routes.tsx`; they are found there.
 */
export type AppRoute = {
  /** `/people`, `/people/:personId` */
  readonly path: string
  /** `() => t('menu.people', '人员')`: a function, so that it follows the language. */
  title(): string
  /** Any one of these rights opens the page; without it everybody may. */
  readonly need?: readonly Permission[]
  /** Stands in the left menu; lower comes first: 10 首页, 20 人员, 30 分娩登记, 40 出生证明, 50 空白证件, 60 转诊, 70 月度数据包, 80 审计, 90 设置, 100 用户, 110 备份. */
  readonly menu?: { readonly order: number; readonly icon: ReactNode }
  /** The page in a part of its own: `() => import('./PeoplePage.tsx')`, as default export. */
  load(): Promise<{ default: ComponentType }>
}

/** For the type: `export const routes = defineRoutes([...])`. */
export const defineRoutes = (routes: readonly AppRoute[]): readonly AppRoute[] => routes
