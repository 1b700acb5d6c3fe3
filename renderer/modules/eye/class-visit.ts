import { useSearchParams } from 'react-router'

type ClassOf = { readonly kindergarten: string; readonly className: string; readonly visitDay: string }

/** The address of a child's visit that is made from a class list: kindergarten, class and day come along. */
export const classVisitAddress = (fileId: string, visitId: string, { kindergarten, className, visitDay }: ClassOf): string =>
  `/eyes/${fileId}/visits/${visitId}?${new URLSearchParams({ from: 'class', kindergarten, class: className, day: visitDay })}`

/** What a visit made from a class list begins with, and the way back to that list; `search` goes along with its next address. */
export function useClassVisit(fileId: string): { back: string; search: string; visitDay: string | null; row: object } {
  const [params] = useSearchParams()
  if (params.get('from') !== 'class') return { back: `/eyes/${fileId}`, search: '', visitDay: null, row: {} }
  const [kindergarten, className] = [params.get('kindergarten'), params.get('class')]
  return { back: '/eyes/class', search: `?${params}`, visitDay: params.get('day'), row: { place: 'kindergarten', ...(kindergarten ? { kindergarten } : {}), ...(className ? { className } : {}) } }
}
