// The reader of the API's description, which tries requests against this server.
import "openapi-explorer";
import "./docs.css";

const explorer = document.createElement("openapi-explorer");
const options = {
  "spec-url": "/openapi.json",
  "server-url": location.origin,
  "hide-server-selection": "",
  "primary-color": "#0b7285",
  "secondary-color": "#c5f6fa",
  "nav-bg-color": "#10303a",
  "nav-text-color": "#e6f4f7",
  "nav-hover-text-color": "#ffffff",
};
for (const [name, value] of Object.entries(options)) explorer.setAttribute(name, value);
document.getElementById("root")?.replaceWith(explorer);
