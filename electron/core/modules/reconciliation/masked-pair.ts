/**
 * Two document numbers for somebody who may not see them whole (case 59): the first three and last two signs, and every sign in
 * which the two differ, so that the difference can still be dealt with.
 */
export function maskedPair(theirs: string, ours: string): { theirs: string; ours: string } {
  const [left, right] = [[...theirs], [...ours]]
  const shown = (signs: readonly string[], other: readonly string[]) =>
    signs.map((sign, index) => index < 3 || index >= signs.length - 2 || (other.length === signs.length && other[index] !== sign) ? sign : '*').join('')
  return { theirs: shown(left, right), ours: shown(right, left) }
}
