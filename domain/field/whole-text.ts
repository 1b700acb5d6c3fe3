import type { TextField } from './kinds.ts'

/** A text for a field it fits into whole, else nothing: half a sentence would read like a whole one. */
export const wholeText = ({ maxLength }: Pick<TextField, 'maxLength'>, text: string | null): string | null => text !== null && [...text].length <= maxLength ? text : null
