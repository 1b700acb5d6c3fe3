import { useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { createScanRecogniser, DEFAULT_SCAN_OPTIONS, kindOfScan, type Scan, type ScanOptions } from '../../domain/device/scan-recogniser.ts'
import { normaliseScan } from '../../domain/rule/certificate-number.ts'
import { isDialogOpen } from './shortcut.ts'

/**
 * What a place on the screen does with a scanned text: take it, leave it in the field where it was typed, or refuse it
 * with a sentence. Taken and refused texts are taken back out of the field in which the scanner typed them.
 */
export type ScanVerdict = 'take' | 'leave' | { readonly refused: string }

type Target = { inDialog: boolean; level: 'page' | 'desk'; judge(text: string, field: TextField | null): ScanVerdict; take(text: string, scan: Scan): void }
type TextField = HTMLInputElement | HTMLTextAreaElement
/** How a field stood before the first key of what may become a scan. */
type Before = { field: TextField; value: string; start: number | null; end: number | null }

const targets: Target[] = []
let options: ScanOptions = DEFAULT_SCAN_OPTIONS
let recogniser = createScanRecogniser(options)
let before: Before | null = null
let say: (sentence: string) => void = () => {}
let silence: ReturnType<typeof setTimeout> | undefined

/** Listens for scans in this window, with the settings of the workstation; `tell` shows a refusal. Answers how to stop. */
export function startScanner(given: ScanOptions, tell: (sentence: string) => void): () => void {
  options = given
  say = tell
  recogniser = createScanRecogniser(given)
  // Before anything else sees the key: what a scan types must not reach a form's Enter or a page's shortcut.
  window.addEventListener('keydown', onKeyDown, true)
  return () => {
    window.removeEventListener('keydown', onKeyDown, true)
    clearTimeout(silence)
    before = null
  }
}

const TEXT_TYPES = new Set(['text', 'search', 'tel', 'url', 'email', ''])
function textFieldOf(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLTextAreaElement) return target
  return target instanceof HTMLInputElement && TEXT_TYPES.has(target.type) ? target : null
}
// A password is nobody's scan, and a field that measures the scanner wants its keys itself.
const isLeftAlone = (target: EventTarget | null): boolean => target instanceof HTMLElement && ((target instanceof HTMLInputElement && target.type === 'password') || target.dataset.scan === 'own')

function onKeyDown(event: KeyboardEvent): void {
  // Events that scripts make have no time of the keyboard.
  if (!event.isTrusted) return
  // A new key is new typing: what comes from here on belongs to it.
  endTakingBack?.()
  if (isLeftAlone(event.target)) { recogniser.reset(); before = null; return }
  const step = recogniser.push({
    code: event.code, key: event.key, timeMs: event.timeStamp, isComposing: event.isComposing, shift: event.shiftKey, repeat: event.repeat, command: event.ctrlKey || event.altKey || event.metaKey,
  })
  if (step.kind === 'begun') {
    const field = textFieldOf(event.target)
    before = field && { field, value: field.value, start: field.selectionStart, end: field.selectionEnd }
  }
  if (step.kind === 'scan') deal(step, event)
  else if (options.suffix === 'none' && step.kind !== 'none') {
    clearTimeout(silence)
    silence = setTimeout(() => {
      const ended = recogniser.rest(performance.now())
      if (ended.kind === 'scan') deal(ended, null)
    }, options.maxGapMs + 20)
  }
}

function deal(scan: Scan, event: KeyboardEvent | null): void {
  const text = normaliseScan(scan.text)
  const dialog = isDialogOpen()
  // The part opened last is asked first; the desk's own only where no dialog lies over it and no page wants the scan.
  const target = targets.findLast(one => one.level === 'page' && one.inDialog === dialog) ?? (dialog ? undefined : targets.findLast(one => one.level === 'desk'))
  const verdict = target?.judge(text, before?.field ?? null) ?? 'leave'
  if (!target || verdict === 'leave') return
  event?.preventDefault()
  event?.stopImmediatePropagation()
  const wasComposing = event !== null && (event.isComposing || event.keyCode === 229)
  if (wasComposing) keepOut(text)
  if (before) takeBack(before, wasComposing)
  before = null
  if (scan.isRepeat) return
  // A page that takes it must see its fields as they are now, without the scan's own signs.
  if (verdict === 'take') {
    setTimeout(() => {
      if (!targets.includes(target)) return
      const begun = before
      const shown = begun?.field.value
      flushSync(() => target.take(text, scan))
      // The letters of the composition may still come: what they are taken back to is the field as it stands now.
      if (takingBack) standAsShown(takingBack)
      // The next scan may have begun: only what the page itself put into the field counts, or its first sign would stay.
      if (begun && begun.field.value !== shown) standAsShown(begun)
    })
  }
  else say(verdict.refused)
}

function standAsShown(standing: Before): void {
  const { field } = standing
  Object.assign(standing, { value: field.value, start: field.selectionStart, end: field.selectionEnd })
}

/** The letters a composition still holds come after the scan's last key: they are taken out when they come. */
const COMPOSITION_COMES_MS = 400
let endTakingBack: (() => void) | null = null
let takingBack: Before | null = null

/** The input method may hand its letters over only now, to whatever field has the cursor by then. */
function keepOut(text: string): void {
  const refuse = (event: InputEvent): void => {
    const data = normaliseScan(event.data ?? '')
    // A prefix may stand before the text, nothing else.
    if (event.isTrusted && data.endsWith(text) && data.length <= text.length + 5) event.preventDefault()
  }
  document.addEventListener('beforeinput', refuse, true)
  setTimeout(() => document.removeEventListener('beforeinput', refuse, true), COMPOSITION_COMES_MS)
}

function takeBack(standing: Before, wasComposing: boolean): void {
  const { field } = standing
  const put = (): void => {
    const { value, start, end } = standing
    if (!field.isConnected || field.value === value) return
    // React looks at the element's own setter to know that the value changed.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')?.set?.call(field, value)
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }))
    if (document.activeElement === field) field.setSelectionRange(start, end)
  }
  if (!wasComposing) { put(); return }
  // Leaving the field ends the composition: its letters arrive at once, and go again.
  const hadFocus = document.activeElement === field
  field.blur()
  put()
  if (hadFocus) field.focus({ preventScroll: true })
  const again = (event: Event): void => { if (event.isTrusted) put() }
  field.addEventListener('input', again)
  field.addEventListener('compositionend', again)
  const stop = (): void => {
    clearTimeout(time)
    field.removeEventListener('input', again)
    field.removeEventListener('compositionend', again)
    if (endTakingBack === stop) endTakingBack = null
    if (takingBack === standing) takingBack = null
  }
  const time = setTimeout(stop, COMPOSITION_COMES_MS)
  endTakingBack = stop
  takingBack = standing
}

/** Takes scans while the component is on the screen. `judge` decides by shape; see `certificateScan`. */
export function useScanner(onScan: (text: string, scan: Scan) => void, judge: (text: string, field: TextField | null) => ScanVerdict, given: { inDialog?: boolean; level?: 'page' | 'desk'; enabled?: boolean } = {}): void {
  const { inDialog = false, level = 'page', enabled = true } = given
  const latest = useRef({ onScan, judge })
  useLayoutEffect(() => { latest.current = { onScan, judge } })
  useLayoutEffect(() => {
    if (!enabled) return
    const target: Target = { inDialog, level, judge: (text, field) => latest.current.judge(text, field), take: (text, scan) => latest.current.onScan(text, scan) }
    targets.push(target)
    return () => { targets.splice(targets.indexOf(target), 1) }
  }, [inDialog, level, enabled])
}

/** A place that wants a certificate's number: anything else is refused with `refusal` and nothing is entered. */
export const certificateScan = (refusal: (text: string) => string) => (text: string, field: TextField | null): ScanVerdict => {
  if (kindOfScan(text) === 'certificate') return 'take'
  // One slow key at the beginning, or a hand that typed the rest very fast: a whole number stands in the field and stays.
  const standing = normaliseScan(field?.value ?? '')
  if (kindOfScan(standing) === 'certificate' && standing.endsWith(text)) return 'leave'
  return { refused: refusal(text.length > 24 ? `${text.slice(0, 24)}…` : text) }
}

/** The desk itself: certificate and ID numbers open their child or person, except in a field that is for a number. */
export const deskScan = (text: string, field: TextField | null): ScanVerdict =>
  (kindOfScan(text) === 'other' || /number/i.test(field?.id ?? '') ? 'leave' : 'take')
