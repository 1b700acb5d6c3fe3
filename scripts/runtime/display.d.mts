export function hasDisplay(): boolean
export function startVirtualDisplay(): Promise<string>
