/**
 * A document number as lists show it: the first 6 and last 4 signs of an 18-sign number (area and tail, enough to tell
 * two persons apart), fewer of a shorter one. The middle keeps its length.
 */
export function maskIdNumber(number: string): string {
  const signs = [...number]
  const [head, tail] = signs.length >= 15 ? [6, 4] : signs.length >= 8 ? [2, 2] : [1, 1]
  return signs.map((sign, index) => index < head || index >= signs.length - tail ? sign : '*').join('')
}

/** A phone number as lists show it: `138****1234`; a landline keeps its area code and last two digits. What is masked already stays so. */
export function maskPhone(number: string): string {
  // The core masks for those without the right, and the screens mask until asked: both may happen to one number.
  if (number.includes('*')) return number
  const mobile = /^(\d{3})\d{4}(\d{4})$/.exec(number)
  if (mobile) return `${mobile[1]}****${mobile[2]}`
  const landline = /^(0\d{2,3}-)(\d{5,6})(\d{2})(.*)$/.exec(number)
  if (landline) return `${landline[1]}${'*'.repeat(landline[2]?.length ?? 0)}${landline[3]}${landline[4]}`
  const signs = [...number]
  return signs.map((sign, index) => index < 2 || index >= signs.length - 2 ? sign : '*').join('')
}
