using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dejima.Broker.Storage;

/// <summary>The broker's database. Nothing here belongs to one database product (design rule 11).</summary>
internal sealed class BrokerContext(DbContextOptions<BrokerContext> options) : DbContext(options)
{
    public DbSet<CalculationRow> Calculations => Set<CalculationRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<SiteRow> Sites => Set<SiteRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CalculationRow>(row =>
        {
            row.ToTable("calculations");
            row.HasKey(calculation => calculation.Id);
            row.Property(calculation => calculation.State).HasConversion<string>();
            row.Property(calculation => calculation.Revision).IsConcurrencyToken();
            row.HasIndex(calculation => new { calculation.Site, calculation.State, calculation.ReleasedAt });
            row.HasIndex(calculation => new { calculation.User, calculation.RegisteredAt });
            row.HasIndex(calculation => calculation.RegisteredAt);
            row.HasIndex(calculation => calculation.DueAt);
            row.HasIndex(calculation => calculation.Claim);
        });
        modelBuilder.Entity<TokenRow>(row =>
        {
            row.ToTable("tokens");
            row.HasKey(token => token.Id);
            row.HasIndex(token => token.Hash).IsUnique();
        });
        modelBuilder.Entity<UserRow>().ToTable("users").HasKey(user => user.Name);
        modelBuilder.Entity<SiteRow>().ToTable("sites").HasKey(site => site.Name);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    // SQLite cannot compare times with an offset; ticks of UTC sort everywhere.
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
