import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './gateway/client.ts';
import './style.css';

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no element "app".');

createRoot(place).render(
  <StrictMode>
    <ApolloProvider client={createClient()}>
      <App />
    </ApolloProvider>
  </StrictMode>,
);
