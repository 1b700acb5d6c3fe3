import type { ComponentType } from 'react'
import type { Permission } from '../../domain/access/permission.ts'
import type { PregnancyHead } from '../../domain/api/pregnancy-head.ts'

/** A part of a clinic on the page of one pregnancy: loaded when it is first opened. Lower orders stand further left. */
export type PregnancyTab = {
  readonly key: string
  readonly order: number
  title(): string
  readonly need: Permission
  load(): Promise<{ default: ComponentType<{ head: PregnancyHead }> }>
}

// A module with a pregnancy-tabs.ts has parts on that page: nothing else has to be told about it.
const modules = import.meta.glob<readonly PregnancyTab[]>('../modules/*/pregnancy-tabs.ts', { import: 'pregnancyTabs', eager: true })

/** The parts of a pregnancy's page for these rights, in order. */
export const pregnancyTabsFor = (permissions: readonly Permission[]): readonly PregnancyTab[] =>
  Object.values(modules).flat().filter(tab => permissions.includes(tab.need)).toSorted((one, other) => one.order - other.order)

/** For the type: `export const pregnancyTabs = definePregnancyTabs([...])`. A function, not a constant: the modules call it while this file still waits for them. */
export function definePregnancyTabs(tabs: readonly PregnancyTab[]): readonly PregnancyTab[] {
  return tabs
}
