import { type Session, app } from 'electron'

/** Where the program's pages live; nothing outside this origin is ever loaded into a window. */
export const APP_ORIGIN = 'fuyou://app'

/**
 * What a page may load. `unsafe-inline` for style alone: antd and the composed paper write style elements at run time;
 * script comes from our own files and nowhere else.
 */
export const PAGE_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:",
  "font-src 'self' data: fuyou://font", "connect-src 'self'", "worker-src 'self'", "frame-src 'self' blob: fuyou://print",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
].join('; ')

/** What a sheet of paper may load: its own style and the shipped fonts; no script at all. */
export const PAPER_POLICY = [
  "default-src 'none'", "style-src 'unsafe-inline'", "font-src fuyou://font", "img-src data:", "base-uri 'none'", "form-action 'none'",
  `frame-ancestors ${APP_ORIGIN}`,
].join('; ')

/** Denies by default what Electron allows by default, for every page this program will ever create. */
export function lockDownContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Refuses every permission, device and download, and every request that leaves the program. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, answer) => {
    answer({ cancel: /^(https?|wss?|ftp|file):/i.test(details.url) })
  })
  session.setSpellCheckerEnabled(false)
}

/** Switches that must be set before the runtime is ready. */
export function hardenRuntime(): void {
  // As root (development, test) Chromium has no sandbox to give, and its child processes would refuse to start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Nothing here ever asks the network; the background services of a browser have no business in a hospital.
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
}
