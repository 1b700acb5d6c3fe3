import { searchKeysOf } from './search-keys.ts'

/** The initials of a name as lists of restricted records show it: 张丽华 is ZLH. */
export const shownInitials = (name: string | null): string => searchKeysOf({ name, idNumber: null, phone: null }).find(({ kind }) => kind === 'initials')?.searchKey.toUpperCase() ?? '—'
