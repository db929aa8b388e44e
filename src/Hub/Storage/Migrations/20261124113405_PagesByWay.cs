using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CareConnect.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class PagesByWay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Pages_Waiting",
                table: "Pages");

            migrationBuilder.CreateIndex(
                name: "IX_Pages_Waiting",
                table: "Pages",
                columns: new[] { "Way", "Drill", "DueAt" },
                filter: "State = 'waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Pages_Waiting",
                table: "Pages");

            migrationBuilder.CreateIndex(
                name: "IX_Pages_Waiting",
                table: "Pages",
                columns: new[] { "Drill", "DueAt" },
                filter: "State = 'waiting'");
        }
    }
}
