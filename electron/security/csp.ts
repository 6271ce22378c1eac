// What the page may load: its own files, nothing else. Inline scripts and style elements stay out; style set by script
// on an element is allowed by this policy and is what virtual rows need.
const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  // The hash: one fixed rule (touch-action of pressable elements) that React Aria puts into the page itself.
  'style-src': "'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  'img-src': "'self' data: blob:", // small pictures in stylesheets, pictures made in the page
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
} as const;

export const contentPolicy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');
