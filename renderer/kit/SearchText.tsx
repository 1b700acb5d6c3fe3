import { Input } from 'antd'
import { useEffect, useState } from 'react'

const SEARCH_PAUSE_MS = 300

/** A word that narrows a list: typed in one go, asked once. */
export function SearchText({ id, value, onChange, autoFocus = false }: { id: string; value: string | null; onChange(next: string | null): void; autoFocus?: boolean }) {
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => {
    const text = typed.trim()
    if (text === (value ?? '')) return undefined
    const timer = setTimeout(() => onChange(text || null), SEARCH_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return <Input id={id} data-narrows="" allowClear autoFocus={autoFocus} value={typed} maxLength={60} onChange={event => setTyped(event.target.value)} />
}
