import "@mantine/core/styles.css";
import "./main.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { Problem } from "./client/request";
import { LanguageProvider } from "./language/language";
import { AskingProvider } from "./shell/asking";
import { NoticesProvider } from "./shell/notices";
import { theme, variables } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Only what may be different in a moment is asked for again.
      retry: (count, fault) => count < 2 && fault instanceof Problem && fault.status >= 500,
    },
  },
});

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <LanguageProvider>
          <QueryClientProvider client={queries}>
            <NoticesProvider>
              <AskingProvider>
                <App />
              </AskingProvider>
            </NoticesProvider>
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  );
