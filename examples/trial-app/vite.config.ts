import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const gateway = process.env['GATEWAY'] ?? 'http://127.0.0.1:4000';

// The app and the graph have one address for the browser, as behind the reverse proxy of a hospital.
const proxy = { '/projects': gateway, '/files': gateway };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
