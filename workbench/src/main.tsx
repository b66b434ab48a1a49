// First, because it puts the address right that an issuer sent its user back to.
import './session/issuer/return.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './look/look.css';
import { App } from './app.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the workbench');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
