import type { Permission } from '../../domain/access/permission.ts'
import type { AppRoute } from './route.ts'

// A folder with a routes.tsx is a module of the program: nothing else has to be told about it.
const modules = import.meta.glob<readonly AppRoute[]>('../modules/*/routes.tsx', { import: 'routes', eager: true })

/** Every page of the program. */
export const ROUTES: readonly AppRoute[] = Object.values(modules).flat()

/** May somebody with these rights open the page? */
export const mayOpen = (route: AppRoute, permissions: readonly Permission[]): boolean => !route.need || route.need.some(one => permissions.includes(one))

/** The pages of the left menu for these rights, in order. */
export const menuFor = (permissions: readonly Permission[]): readonly AppRoute[] =>
  ROUTES.filter(route => route.menu && mayOpen(route, permissions)).toSorted((one, other) => (one.menu?.order ?? 0) - (other.menu?.order ?? 0))
