// The few parts of the screens before log-in: plain HTML, so that they are there before antd has been read.
import { type ComponentPropsWithoutRef, type ReactNode, type SyntheticEvent, useId, useState } from 'react'
import { CallFailure } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { changeLanguage, t, useLanguage } from './i18n.ts'
import { useSession } from './session.ts'
import './plain.css'

/** A labelled input with its finding below. */
export function PlainField({ label, error, help, ...input }: ComponentPropsWithoutRef<'input'> & { label: string; error?: string | undefined; help?: string }) {
  const id = useId()
  const note = error ?? help
  return (
    <div className="plain-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} autoComplete="off" spellCheck={false} {...input} aria-invalid={error ? true : undefined} aria-describedby={note ? `${id}-note` : undefined} />
      {note ? <div id={`${id}-note`} className={error ? 'plain-error' : 'plain-help'}>{note}</div> : null}
    </div>
  )
}

/** A form of plain parts. Enter in the last input submits it, in the others it goes on; never while an input method composes. */
export function PlainForm({ onSubmit, children, label }: { onSubmit(): void; children: ReactNode; label?: string }) {
  function onKeyDown(event: React.KeyboardEvent<HTMLFormElement>): void {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    if (event.nativeEvent.isComposing || event.keyCode === 229) { event.preventDefault(); return }
    const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([disabled])')]
    const next = inputs[inputs.indexOf(event.target) + 1]
    if (next) { event.preventDefault(); next.focus() }
  }
  return <form className="plain-form" aria-label={label} noValidate onKeyDown={onKeyDown} onSubmit={(event: SyntheticEvent) => { event.preventDefault(); onSubmit() }}>{children}</form>
}

/** A button in the normal look of the rest. */
export function PlainButton({ primary = false, danger = false, busy = false, ...button }: ComponentPropsWithoutRef<'button'> & { primary?: boolean; danger?: boolean; busy?: boolean }) {
  const kind = ['plain-button', primary ? 'is-primary' : '', danger ? 'is-danger' : ''].filter(Boolean).join(' ')
  return <button type="button" {...button} className={kind} disabled={button.disabled || busy} aria-busy={busy || undefined} />
}

/** A sentence about what went wrong or what to know. */
export function PlainNote({ kind, children }: { kind: 'error' | 'warning' | 'info'; children: ReactNode }) {
  return <div className={`plain-note is-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>{children}</div>
}

/** The page around: name, box, language and version. */
export function PlainPage({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const { system } = useSession()
  return (
    <div className="plain-page">
      {system?.practice ? <PracticeBanner /> : null}
      <main className={wide ? 'plain-box is-wide' : 'plain-box'}>
        <div className="plain-name">{system?.institutionName || t('app.name', '妇幼工作台')}</div>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="plain-foot">
        <span>{t('app.nameAndVersion', '妇幼工作台 {{version}}', { version: system?.programVersion ?? '' })}</span>
        <LanguageSwitch />
      </footer>
    </div>
  )
}

/** Says on every screen that nothing here is real. */
export function PracticeBanner() {
  return <div className="practice-banner" role="note">{t('practice.banner', '练习模式:数据都是虚构的,打印的证件无效')}</div>
}

/** 中文 or English. */
export function LanguageSwitch() {
  const language = useLanguage()
  return (
    <button type="button" className="plain-link" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => void changeLanguage(language === 'zh' ? 'en' : 'zh')}>
      {language === 'zh' ? 'English' : '中文'}
    </button>
  )
}

/** A call of a screen before log-in: busy while it runs, the sentence of its failure. */
export function usePlainCall(): { busy: boolean; failure: CallFailure | null; failureText: string | undefined; run<T>(work: () => Promise<T>): Promise<T | undefined>; clear(): void } {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  return {
    busy, failure, failureText: failure ? failureText(failure) : undefined, clear: () => setFailure(null),
    async run(work) {
      setBusy(true)
      setFailure(null)
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error
        setFailure(error)
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
