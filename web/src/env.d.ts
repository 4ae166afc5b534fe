/// <reference types="vite/client" />
declare const __ENTENTE_VERSION__: string;
