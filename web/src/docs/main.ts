// The reader of the API's description, which tries requests against this server.
import "openapi-explorer";
import "./docs.css";

const explorer = document.createElement("openapi-explorer");
const options = {
  "spec-url": "/openapi.json",
  "server-url": location.origin,
  "hide-server-selection": "",
  "primary-color": "#0b7285",
  "secondary-color": "#0b7285",
  "nav-bg-color": "#f3f7f8",
  "nav-text-color": "#33444a",
  "nav-hover-text-color": "#000000",
};
for (const [name, value] of Object.entries(options)) explorer.setAttribute(name, value);
document.getElementById("root")?.replaceWith(explorer);
