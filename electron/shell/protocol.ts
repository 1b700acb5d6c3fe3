import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { type Session, protocol } from 'electron'
import { PAGE_POLICY, PAPER_POLICY } from './security.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.ttf': 'font/ttf',
}

/** The fonts of printed paper, by name: no other file of their folder can be asked for. */
const FONT_NAME = /^\/?(NotoSerifSC_(\w+)\.ttf)$/

/** Tells Chromium, before it is ready, that `fuyou:` is a place like https: with an origin, fetch and a code cache. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'fuyou', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true, codeCache: true } },
  ])
}

/** Sheets waiting to be shown or printed, by token: they live in memory only, never in a file. */
export type PaperShelf = {
  put(html: string): { url: string; take(): void }
}

const answer = (body: BodyInit | null, status: number, headers: Record<string, string>): Response =>
  new Response(body, { status, headers: { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', ...headers } })

const notFound = (): Response => answer(null, 404, {})

/**
 * Serves `fuyou://app/…` (the built pages), `fuyou://font/…` (the print fonts) and `fuyou://print/TOKEN` in a session.
 * Pages are served only where `pages` is given: the hidden print window has no use for them.
 */
export function serveScheme(session: Session, source: { pages?: string; fonts: string }): PaperShelf {
  const papers = new Map<string, string>()
  session.protocol.handle('fuyou', async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return notFound()
    if (url.hostname === 'app' && source.pages) return page(source.pages, url.pathname)
    if (url.hostname === 'font') return font(source.fonts, url.pathname)
    if (url.hostname === 'print') {
      const html = papers.get(url.pathname.slice(1))
      return html === undefined ? notFound() : answer(html, 200, { 'Content-Type': TYPES['.html']!, 'Content-Security-Policy': PAPER_POLICY, 'Cache-Control': 'no-store' })
    }
    return notFound()
  })
  return {
    put(html) {
      const token = randomBytes(16).toString('hex')
      papers.set(token, html)
      return { url: `fuyou://print/${token}`, take: () => { papers.delete(token) } }
    },
  }
}

async function page(folder: string, path: string): Promise<Response> {
  // A route of the program has no extension: the one page answers for all of them.
  const wanted = extname(path) === '' ? '/index.html' : path
  const file = normalize(join(folder, decodeURIComponent(wanted)))
  const type = TYPES[extname(file)]
  if (!file.startsWith(folder + sep) || !type) return notFound()
  const bytes = await readIfThere(file)
  if (!bytes) return notFound()
  const isPage = extname(file) === '.html'
  return answer(bytes, 200, {
    'Content-Type': type,
    // Built files carry a hash in their name and never change; the page itself must be read anew after an update.
    'Cache-Control': isPage ? 'no-cache' : 'public, max-age=31536000, immutable',
    ...(isPage ? { 'Content-Security-Policy': PAGE_POLICY } : {}),
  })
}

async function font(folder: string, path: string): Promise<Response> {
  const match = FONT_NAME.exec(path)
  if (!match) return notFound()
  const [, name, weight] = match
  // Packed, the fonts lie side by side; in the npm package each weight has a folder.
  const bytes = await readIfThere(join(folder, name!)) ?? await readIfThere(join(folder, weight!, name!))
  // A font is always fetched across origins, and the preview in a sandboxed frame has none at all.
  return bytes ? answer(bytes, 200, { 'Content-Type': TYPES['.ttf']!, 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=31536000, immutable' }) : notFound()
}

async function readIfThere(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
