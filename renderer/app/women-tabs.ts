import type { ComponentType } from 'react'
import type { Permission } from '../../domain/access/permission.ts'

/** A part of 妇女保健: loaded when it is first opened. Lower orders stand further left. */
export type WomenTab = {
  readonly key: string
  readonly order: number
  title(): string
  readonly need: Permission
  load(): Promise<{ default: ComponentType }>
}

// A module with a women-tabs.ts has parts on that page: nothing else has to be told about it.
const modules = import.meta.glob<readonly WomenTab[]>('../modules/*/women-tabs.ts', { import: 'womenTabs', eager: true })

/** The parts of 妇女保健 for these rights, in order. */
export const womenTabsFor = (permissions: readonly Permission[]): readonly WomenTab[] =>
  Object.values(modules).flat().filter(tab => permissions.includes(tab.need)).toSorted((one, other) => one.order - other.order)

/** For the type: `export const womenTabs = defineWomenTabs([...])`. A declaration, because the modules above call it before this file has run. */
export function defineWomenTabs(tabs: readonly WomenTab[]): readonly WomenTab[] { return tabs }
